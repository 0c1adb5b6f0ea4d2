namespace Wire.Kernel.Tests.Simulation;

/// <summary>Something that is asked of a real and of a simulated kernel.</summary>
/// <param name="Words">What it asks for, for whoever reads a failure.</param>
/// <param name="Bytes">The message.</param>
/// <param name="Call">What is asked in place of a message.</param>
internal sealed record DrawnRequest(string Words, byte[] Bytes, KernelCall? Call = null)
{
    /// <summary>The errno of the answer, 0 for done, and the kernel's words.</summary>
    public (int Errno, string? Text) Ask(INetlinkSocket socket, Action<KernelCall> callKernel)
    {
        if (Call is null)
        {
            return Testing.Simulation.NetlinkExchange.Ask(socket, Bytes);
        }
        try
        {
            callKernel(Call);
            return (0, null);
        }
        catch (NetlinkException refused)
        {
            return (refused.Errno, null);
        }
    }
}
