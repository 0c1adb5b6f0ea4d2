using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Xfrm;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>All that a kernel tells of IPsec, a line for each message, without times, counts, and numbers of policies that the kernel chose: it counts over all namespaces.</summary>
internal static class IpsecState
{
    public static DrawnEvents Events { get; } = new(NetlinkFamily.Xfrm, [XFRMNLGRP_SA, XFRMNLGRP_POLICY], Line);

    public static IEnumerable<string> Read(FamilySockets sockets) =>
        new[] { XFRM_MSG_GETSA, XFRM_MSG_GETPOLICY }.SelectMany(get => sockets[NetlinkFamily.Xfrm].Dump(XfrmBytes.All(get))).Select(Line);

    private static string Line(Message message) => $"xfrm {message.Type} flags {message.Flags & ~NLM_F_MULTI:x} " + message.Type switch
    {
        XFRM_MSG_NEWSA or XFRM_MSG_UPDSA => State(message.Body[..StateBytes].ToArray()) + Rest(message.Attributes(StateBytes)),
        XFRM_MSG_DELSA => $"{Hex(message.Body[..23])}{Rest(message.Attributes(StateIdBytes))}",
        XFRM_MSG_NEWPOLICY or XFRM_MSG_UPDPOLICY => Policy(message.Body[..PolicyBytes].ToArray()) + Rest(message.Attributes(PolicyBytes)),
        XFRM_MSG_DELPOLICY => $"{Hex(message.Body[..SelectorBytes])} index {Index(message.U32(SelectorBytes))} dir {message.U8(60)}{Rest(message.Attributes(PolicyIdBytes))}",
        XFRM_MSG_FLUSHSA => $"{message.U8(0)}",
        _ => "",
    };

    private static string State(byte[] state)
    {
        state.AsSpan(StateCurrentAt, CurrentBytes).Clear();
        return $"{Hex(state.AsMemory(..SelectorBytes))} id {Hex(state.AsMemory(StateIdAt..80))} from {Hex(state.AsMemory(80..StateLimitsAt))} limits {Hex(state.AsMemory(StateLimitsAt..StateCurrentAt))} rest {Hex(state.AsMemory(192..217))}";
    }

    private static string Policy(byte[] policy) => $"{Hex(policy.AsMemory(..SelectorBytes))} limits {Hex(policy.AsMemory(PolicyLimitsAt..PolicyCurrentAt))} priority {policy[PolicyPriorityAt]}"
        + $" index {Index(BitConverter.ToUInt32(policy, PolicyIndexAt))} {Hex(policy.AsMemory(PolicyDirAt..164))}";

    private static string Index(uint index) => index >= DrawnIpsec.FirstIndex ? $"{index}" : index == 0 ? "none" : "chosen";

    private static string Rest(Attributes attributes) => string.Concat(attributes.All.Where(a => a.Type is not (XFRMA_PAD or XFRMA_LASTUSED or XFRMA_SA or XFRMA_POLICY) && a.Value.Length > 0)
        .OrderBy(a => a.Type).Select(a => $" {a.Type}={Hex(a.Value)}"))
        + (attributes.Bytes(XFRMA_SA) is { } state ? " of " + State(state) : "") + (attributes.Bytes(XFRMA_POLICY) is { } policy ? " of " + Policy(policy) : "");

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
