using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Files below /proc/sys/net.</summary>
internal sealed class SysctlCodec : ResourceCodec
{
    public override ObjectSource Source => SysctlSource.The;

    public override ResourceKind Kind => Sysctl.TheKind;

    public override string? NetnsOf(ResourceKey key) => Sysctl.Of(key).Netns;

    public override void EncodeCreate(RequestBuilder builder, Operation operation) =>
        throw new InvalidOperationException($"{operation.After!.Title}: nobody makes a sysctl");

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        Sysctl asked = (Sysctl)operation.After!;
        builder.Add(new SysctlWrite(SysctlName.PathOf(asked.Name), asked.Value!));
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation) =>
        throw new InvalidOperationException($"{operation.Before!.Title}: nobody deletes a sysctl");

    public override bool MeansGone(int errno) => errno == Errno.ENOENT;
}

/// <summary>The parameters that somebody asked for. The kernel announces the changes of few, and lists none.</summary>
internal sealed class SysctlSource : ObjectSource
{
    public static SysctlSource The { get; } = new();

    /// <summary>Named by path, which the kernel changes with the link's name.</summary>
    public override bool FollowsLinks => false;

    public override bool IsPolled => true;

    public override bool IsWorthPolling(ObjectContext context) => Asked(context).Any();

    public override void Read(ObjectContext context, List<Resource> into)
    {
        Sysctl[] asked = [.. Asked(context)];
        if (asked.Length == 0 || context.Ask(new SysctlRead([.. asked.Select(s => SysctlName.PathOf(s.Name))])) is not { } values)
        {
            return;
        }
        for (int i = 0; i < asked.Length; i++)
        {
            if (values[i] is { } value)
            {
                into.Add(asked[i] with { Value = SysctlName.Normal(value) });
            }
        }
    }

    private static IEnumerable<Sysctl> Asked(ObjectContext context) =>
        context.Watched.Where(k => k.Collection == Sysctl.TheKind.Collection).Select(Sysctl.Of).Where(s => s.Netns == context.Netns);
}
