using static Wire.Testing.Simulation.Neighbour;

namespace Wire.Testing.Simulation;

/// <summary>An ndmsg of family AF_BRIDGE with its attributes.</summary>
internal sealed class FdbRequest
{
    private const int FixedBytes = 12;

    public FdbRequest(Request request)
    {
        request.RequireBody(FixedBytes);
        Message message = request.Message;
        Index = message.I32(4);
        State = message.U16(8);
        NdmFlags = message.U8(10);
        Attributes = message.Attributes(FixedBytes);
        MessageFlags = message.Flags;
        Vlan = Attributes.U16(NDA_VLAN) ?? 0;
        Mac = Attributes.Bytes(NDA_LLADDR) ?? [];
    }

    public int Index { get; }

    public ushort State { get; }

    public byte NdmFlags { get; }

    /// <summary>NLM_F_*.</summary>
    public ushort MessageFlags { get; }

    /// <summary>0 for none in particular.</summary>
    public ushort Vlan { get; }

    public byte[] Mac { get; }

    public Attributes Attributes { get; }

    public bool MacIsZero => Mac.All(b => b == 0);

    public bool MacIsMulticast => (Mac[0] & 1) != 0;

    public bool Asks(ushort messageFlag) => (MessageFlags & messageFlag) != 0;
}
