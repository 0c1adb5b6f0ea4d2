using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>A socket for each netlink family that is spoken with one kernel, opened when it is first asked for.</summary>
internal sealed class FamilySockets(Func<NetlinkFamily, INetlinkSocket> open) : IDisposable
{
    private readonly Dictionary<NetlinkFamily, INetlinkSocket> _opened = [];
    private readonly Dictionary<string, ushort> _genericIds = [];

    public INetlinkSocket Route => this[NetlinkFamily.Route];

    public INetlinkSocket Generic => this[NetlinkFamily.Generic];

    public INetlinkSocket this[NetlinkFamily family] =>
        _opened.TryGetValue(family, out INetlinkSocket? socket) ? socket : _opened[family] = open(family);

    /// <summary>The number that this kernel gave to a family of generic netlink.</summary>
    public ushort GenericId(string name)
    {
        if (!_genericIds.TryGetValue(name, out ushort id))
        {
            Generic.Send(new MessageWriter(GENL_ID_CTRL, NLM_F_REQUEST | NLM_F_ACK, 1, 0).U8(CTRL_CMD_GETFAMILY).U8(1).U16(0).AttributeText(CTRL_ATTR_FAMILY_NAME, name).ToArray());
            while (Generic.ReceiveMessages(1000) is { } messages && messages.All(m => m.Type != NLMSG_ERROR))
            {
                id = messages[0].Attributes(FixedBytes).U16(CTRL_ATTR_FAMILY_ID) ?? 0;
            }
            _genericIds[name] = id != 0 ? id : throw new InvalidOperationException($"the kernel has no generic netlink family '{name}'");
        }
        return id;
    }

    /// <summary>A listing of a family of generic netlink.</summary>
    public IReadOnlyList<Message> DumpGeneric(string name, byte command, Action<MessageWriter>? attributes = null) =>
        Generic.Dump(GenericBytes.Of(GenericId(name), command, attributes, NLM_F_DUMP));

    public void Dispose()
    {
        foreach (INetlinkSocket socket in _opened.Values)
        {
            socket.Dispose();
        }
    }
}
