using static Wire.Testing.Simulation.GenericNetlink;

namespace Wire.Testing.Simulation;

/// <summary>NETLINK_GENERIC (genl_rcv_msg): hands a message to the family of its type; the controller finds families by name.</summary>
internal sealed class GenericProtocol : ProtocolHandler
{
    private readonly Dictionary<ushort, GenericFamilyHandler> _families;

    public GenericProtocol(SimulatedNamespace ns, params ReadOnlySpan<GenericFamilyHandler> families)
        : base(ns)
    {
        _families = families.ToArray().ToDictionary(f => f.Id);
        Controller controller = new(ns, () => _families.Values.Where(f => !ns.Kernel.UnsupportedKinds.Contains(f.Name)));
        _families.Add(controller.Id, controller);
    }

    protected override bool Reads(Message message) => message.Body.Length < FixedBytes || FamilyOf(message)?.Reads(message.U8(0)) != false;

    protected override void Do(Request request) => Of(request).Do(request.Message.U8(0), request, request.Message.Attributes(FixedBytes));

    protected override IEnumerable<byte[]> Dump(Request request) => Of(request).Dump(request.Message.U8(0), request, request.Message.Attributes(FixedBytes));

    private GenericFamilyHandler? FamilyOf(Message message) =>
        _families.GetValueOrDefault(message.Type) is { } family && !Kernel.UnsupportedKinds.Contains(family.Name) ? family : null;

    private GenericFamilyHandler Of(Request request)
    {
        GenericFamilyHandler family = FamilyOf(request.Message) ?? throw new RefusedException(Errno.ENOENT);
        request.RequireBody(FixedBytes);
        return family;
    }

    /// <summary>nlctrl: the family that tells of the families (net/netlink/genetlink.c).</summary>
    private sealed class Controller(SimulatedNamespace ns, Func<IEnumerable<GenericFamilyHandler>> families) : GenericFamilyHandler(ns)
    {
        public override string Name => "nlctrl";

        public override ushort Id => GENL_ID_CTRL;

        public override byte Version => 2;

        public override bool Reads(byte command) => true;

        public override void Do(byte command, Request request, Attributes attributes)
        {
            Require(command == CTRL_CMD_GETFAMILY, Errno.EOPNOTSUPP);
            Require(attributes.Has(CTRL_ATTR_FAMILY_ID) || attributes.Has(CTRL_ATTR_FAMILY_NAME));
            GenericFamilyHandler family = families().FirstOrDefault(f => f.Name == attributes.Text(CTRL_ATTR_FAMILY_NAME) || f.Id == attributes.U16(CTRL_ATTR_FAMILY_ID))
                ?? throw new RefusedException(Errno.ENOENT);
            request.Socket.Deliver(Tell(family, Answer(request, CTRL_CMD_NEWFAMILY)));
        }

        public override IEnumerable<byte[]> Dump(byte command, Request request, Attributes attributes) =>
            families().Select(f => Tell(f, Listed(request, CTRL_CMD_NEWFAMILY)));

        private static byte[] Tell(GenericFamilyHandler family, MessageWriter answer) => answer
            .AttributeText(CTRL_ATTR_FAMILY_NAME, family.Name)
            .AttributeU16(CTRL_ATTR_FAMILY_ID, family.Id)
            .AttributeU32(CTRL_ATTR_VERSION, family.Version)
            .AttributeU32(CTRL_ATTR_HDRSIZE, 0)
            .ToArray();
    }
}
