using Wire.Testing.Simulation;
using SimulatedErrno = Wire.Testing.Simulation.Errno;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Something that is asked of a real and of a simulated kernel.</summary>
/// <param name="Words">What it asks for, for whoever reads a failure.</param>
/// <param name="Bytes">The messages, of which each that has NLM_F_ACK is answered.</param>
/// <param name="Call">What is asked in place of a message.</param>
internal sealed record DrawnRequest(string Words, byte[] Bytes, KernelCall? Call = null)
{
    public NetlinkFamily Family { get; init; } = NetlinkFamily.Route;

    /// <summary>Called when the real kernel did all of it: what is drawn later may be about it.</summary>
    public Action? WhenDone { get; init; }

    /// <summary>The family of generic netlink that it is for, whose number each kernel chooses.</summary>
    public string? Generic { get; init; }

    public static DrawnRequest OfGeneric(string words, string name, byte command, Action<MessageWriter> attributes) =>
        new($"{name} {words}", GenericBytes.Of(0, command, attributes)) { Family = NetlinkFamily.Generic, Generic = name };

    /// <summary>The errors of the answers, and the kernel's words.</summary>
    public (string Errors, string? Text) Ask(FamilySockets sockets, Action<KernelCall> callKernel)
    {
        if (Call is null)
        {
            IReadOnlyList<(int Errno, string? Text)> answers = sockets[Family].AskAll(BytesFor(sockets));
            return (string.Join(' ', answers.Select(a => (SimulatedErrno)a.Errno)), string.Concat(answers.Select(a => a.Text)));
        }
        try
        {
            callKernel(Call);
            return (SimulatedErrno.None.ToString(), null);
        }
        catch (NetlinkException refused)
        {
            return (((SimulatedErrno)refused.Errno).ToString(), null);
        }
    }

    private byte[] BytesFor(FamilySockets sockets)
    {
        if (Generic is null)
        {
            return Bytes;
        }
        byte[] bytes = [.. Bytes];
        BitConverter.TryWriteBytes(bytes.AsSpan(4), sockets.GenericId(Generic));
        return bytes;
    }
}
