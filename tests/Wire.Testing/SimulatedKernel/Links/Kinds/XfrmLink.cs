using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>An XFRM interface (net/xfrm/xfrm_interface_core.c): policies and states find it by its number. The link below need not be there.</summary>
internal sealed class XfrmLink : SimulatedLink
{
    private uint _lower;
    private uint _ifId;
    private bool _isExternal;

    public XfrmLink(SimulatedNamespace ns)
        : base(ns) => Flags = IFF_NOARP;

    public override string Kind => "xfrm";

    public override ushort Type => ARPHRD_NONE;

    public override int AddressBytes => 0;

    public override bool MacChanges => false;

    public override bool HasData => true;

    public override int? ToldLowerIndex => _lower == Index ? null : (int)_lower;

    public override void Create(LinkRequest request)
    {
        _isExternal = request.Data.Has(IFLA_XFRM_COLLECT_METADATA);
        _ifId = request.Data.U32(IFLA_XFRM_IF_ID) ?? 0;
        _lower = request.Data.U32(IFLA_XFRM_LINK) ?? 0;
        Refuse(_isExternal ? _lower != 0 || _ifId != 0 : _ifId == 0, Errno.EINVAL);
        Refuse(Others.Any(o => o._isExternal ? _isExternal : o._ifId == _ifId), Errno.EEXIST);
    }

    public override void Change(Attributes data)
    {
        uint ifId = data.U32(IFLA_XFRM_IF_ID) ?? 0;
        Refuse(ifId == 0 || _isExternal || data.Has(IFLA_XFRM_COLLECT_METADATA), Errno.EINVAL);
        Refuse(Others.Any(o => o._ifId == ifId), Errno.EEXIST);
        Refuse((data.U32(IFLA_XFRM_LINK) ?? 0) != _lower, Errno.EINVAL);
        _ifId = ifId;
    }

    public override void WriteData(MessageWriter data)
    {
        data.AttributeU32(IFLA_XFRM_LINK, _lower).AttributeU32(IFLA_XFRM_IF_ID, _ifId);
        if (_isExternal)
        {
            data.Attribute(IFLA_XFRM_COLLECT_METADATA, []);
        }
    }

    private IEnumerable<XfrmLink> Others => Namespace.Links.All.OfType<XfrmLink>().Where(o => o != this);
}
