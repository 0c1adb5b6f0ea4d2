namespace Wire.Kernel;

/// <summary>Something that a kernel has or was built without. Asking has no side effect but the module that the kernel may load.</summary>
/// <param name="What">As it ends the sentence "this kernel has no …": "bond links".</param>
/// <param name="Option">The option of the kernel's configuration that brings it; null when that is not known.</param>
internal abstract record KernelNeed(string What, string? Option)
{
    public string Missing => $"this kernel has no {What}{(Option is null ? "" : $" ({Option})")}";

    /// <summary>False only when the kernel says that it lacks it: what cannot be told, for want of rights, is left to the request itself.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public abstract bool IsMet(INetlinkProvider kernel, string? netns);
}

/// <summary>A family of generic netlink.</summary>
internal sealed record GenericFamilyNeed(string What, string? Option, string Name) : KernelNeed(What, Option)
{
    public override bool IsMet(INetlinkProvider kernel, string? netns) => kernel.Generic.Find(netns, Name) is not null;
}

/// <summary>A family of netlink sockets.</summary>
internal sealed record NetlinkFamilyNeed(string What, string? Option, NetlinkFamily Family) : KernelNeed(What, Option)
{
    public override bool IsMet(INetlinkProvider kernel, string? netns)
    {
        try
        {
            kernel.Open(Family, netns).Dispose();
            return true;
        }
        catch (NetlinkFamilyMissingException)
        {
            return false;
        }
    }
}

/// <summary>A request that cannot succeed, and that fails in one way where the kernel lacks the thing and in another where it has it.</summary>
/// <param name="What">As it ends the sentence "this kernel has no …".</param>
/// <param name="Option">The option of the kernel's configuration that brings it.</param>
/// <param name="Write">Writes the request, with NLM_F_ACK and any sequence number.</param>
/// <param name="MeansMissing">By errno and the kernel's words.</param>
internal sealed record RequestNeed(string What, string? Option, Action<NetlinkMessageWriter> Write, Func<int, string?, bool> MeansMissing) : KernelNeed(What, Option)
{
    private const int AnswerTimeoutMs = 10_000;

    /// <summary>Which sockets it goes to.</summary>
    public NetlinkFamily Family { get; init; }

    public override bool IsMet(INetlinkProvider kernel, string? netns)
    {
        using INetlinkSocket socket = kernel.Open(Family, netns);
        NetlinkMessageWriter writer = new(256);
        Write(writer);
        socket.Send(writer.Written);
        byte[] buffer = new byte[8192];
        NetlinkMessageReader messages = new(buffer.AsSpan(0, socket.Receive(buffer, AnswerTimeoutMs)));
        while (messages.Read(out NetlinkMessage message))
        {
            if (message.Type == LinuxNetlink.NLMSG_ERROR)
            {
                NetlinkError error = NetlinkError.Read(message);
                return !MeansMissing(error.Errno, error.Message);
            }
        }
        return true;
    }
}
