using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>A request about a qdisc, a class or a filter: struct tcmsg and TCA_*.</summary>
internal sealed class TcRequest
{
    private readonly SimulatedNamespace _ns;
    private readonly int _index;

    public TcRequest(SimulatedNamespace ns, Request request)
    {
        request.RequireBody(FixedBytes);
        Request = request;
        Message message = request.Message;
        (Handle, Parent, Info) = (message.U32(8), message.U32(12), message.U32(16));
        Attributes = message.Attributes(FixedBytes);
        _ns = ns;
        _index = message.I32(4);
    }

    public Request Request { get; }

    /// <summary>Looked for when it is asked for.</summary>
    /// <exception cref="RefusedException">ENODEV.</exception>
    public SimulatedLink Link => _ns.Links.Find(_index) ?? throw new RefusedException(Errno.ENODEV);

    public uint Handle { get; }

    public uint Parent { get; }

    public uint Info { get; }

    public Attributes Attributes { get; }

    public string? Kind => Attributes.Text(TCA_KIND);

    public ReadOnlyMemory<byte>? Options => Attributes.Find(TCA_OPTIONS);

    public bool Has(ushort flag) => Request.Has(flag);

    /// <summary>Attributes of TCA_OPTIONS; a refusal when there are none.</summary>
    public static Attributes Nested(ReadOnlyMemory<byte>? options) =>
        options is { } bytes ? Attributes.Parse(bytes) : throw new RefusedException(Errno.EINVAL);

    /// <summary>Starts an answer or a notification.</summary>
    public static MessageWriter Start(ushort type, ushort flags, Cause cause, SimulatedLink link, uint handle, uint parent, uint info, string kind) =>
        new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(0).U8(0).U16(0).U32((uint)link.Index).U32(handle).U32(parent).U32(info).AttributeText(TCA_KIND, kind);
}
