using Wire.Domain;

namespace Wire.Kernel;

/// <summary>A veth end's message tells the other end as IFLA_LINK; a creation names it in VETH_INFO_PEER (<see cref="LinkRequests"/>).</summary>
internal sealed class VethCodec() : LinkCodec(Veth.TheKind, "veth")
{
    public override string KernelOption => "CONFIG_VETH";

    public override AttributeTable DataNames => LinkTables.Veth;

    public override Link Decode(scoped in LinkData data)
    {
        data.KeepAll();
        return new Veth { Peer = data.Lower };
    }
}
