using System.Buffers.Binary;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.PktSched;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>
/// All that a kernel tells of traffic control, without counts, and without handles that it chose: they go on from one namespace to the next. What
/// a link has where nobody asked is the machine's setting (net.core.default_qdisc).
/// </summary>
internal static class CanonicalQueues
{
    private const uint FirstFreeHandle = 0x8000_0000;

    /// <summary>Counts (TCA_U32_PCNT, TCA_MATCHALL_PCNT) and padding of u64.</summary>
    private static readonly Dictionary<string, ushort[]> _counts = new() { ["u32"] = [9, 12], ["matchall"] = [4, 5] };

    public static IEnumerable<string> Read(FamilySockets sockets)
    {
        INetlinkSocket socket = sockets.Route;
        IReadOnlyList<Message> qdiscs = socket.Dump(TcBytes.Dump(RTM_GETQDISC));
        foreach (Message qdisc in qdiscs)
        {
            yield return Qdisc(qdisc);
        }
        foreach (IGrouping<int, Message> link in qdiscs.Where(q => q.U32(8) != 0).GroupBy(q => q.I32(4)))
        {
            // Those of cake and fq_codel are flows: what the kernel itself sends makes them.
            Message[] classes = [.. socket.Dump(TcBytes.Dump(RTM_GETTCLASS, link.Key)).Where(c => Kind(c) is not ("cake" or "fq_codel"))];
            foreach (Message told in classes)
            {
                yield return $"class {told.I32(4)} {Handle(told.U32(8))} in {Handle(told.U32(12))} leaf {Handle(told.U32(16))} {Kind(told)}{Whole(told.Attributes(FixedBytes).Nested(TCA_OPTIONS))}";
            }
            IEnumerable<uint> hooks = link.Any(q => q.U32(8) == Major(TC_H_INGRESS)) ? [Major(TC_H_INGRESS) | TC_H_MIN_INGRESS, Major(TC_H_INGRESS) | TC_H_MIN_EGRESS] : [];
            foreach (uint place in link.Concat(classes).Select(m => m.U32(8)).Concat(hooks).Distinct())
            {
                foreach (Message filter in socket.Dump(TcBytes.Dump(RTM_GETTFILTER, link.Key, place)))
                {
                    yield return $"filter {link.Key} of {Handle(place)}: {Filter(filter)}";
                }
            }
        }
    }

    private static string Qdisc(Message m)
    {
        Attributes a = m.Attributes(FixedBytes);
        bool isDefault = m.U32(8) == 0 && Kind(m) is ("pfifo_fast" or "fq_codel");
        string kind = isDefault ? "default" : Kind(m);
        string options = kind switch
        {
            "default" => "",
            "htb" => $" init {Convert.ToHexString(a.Nested(TCA_OPTIONS).Bytes(TCA_HTB_INIT)![..16])}{Whole(a.Nested(TCA_OPTIONS), TCA_HTB_INIT)}",
            "netem" => $" {Convert.ToHexString(a.Bytes(TCA_OPTIONS)![..24])}{Whole(Attributes.Parse(a.Bytes(TCA_OPTIONS)!.AsMemory(24)), 0, 9, TCA_NETEM_PRNG_SEED)}",
            "tbf" or "fq_codel" or "fq" or "cake" => Whole(a.Nested(TCA_OPTIONS), 0),
            _ => $" {Convert.ToHexString(a.Bytes(TCA_OPTIONS) ?? [])}",
        };
        return $"qdisc {m.I32(4)} {Handle(m.U32(8))} in {Handle(m.U32(12))} {kind}{options}";
    }

    private static string Filter(Message m)
    {
        Attributes a = m.Attributes(FixedBytes);
        string kind = Kind(m);
        ushort actions = kind switch { "matchall" => TCA_MATCHALL_ACT, "u32" => TCA_U32_ACT, _ => TCA_FLOWER_ACT };
        Attributes options = a.Nested(TCA_OPTIONS);
        return $"{Handle(m.U32(12))} priority {m.U32(16) >> 16} protocol {m.U32(16) & 0xffff:x} handle {m.U32(8):x} {kind} chain {a.U32(TCA_CHAIN)}"
            + Whole(options, [actions, .. _counts.GetValueOrDefault(kind, [])])
            + string.Concat(options.Nested(actions).All.Select(x => Action(Attributes.Parse(x.Value))));
    }

    /// <summary>Without the action's number, which all of one sort share in a namespace.</summary>
    private static string Action(Attributes action)
    {
        byte[] parms = action.Nested(TCA_ACT_OPTIONS).Bytes(TCA_ACT_PARMS)!;
        return $" [{action.Text(TCA_ACT_KIND)} {BinaryPrimitives.ReadInt32LittleEndian(parms.AsSpan(8))} {Convert.ToHexString(parms.AsSpan(20))}]";
    }

    private static string Kind(Message m) => m.Attributes(FixedBytes).Text(TCA_KIND)!;

    private static string Handle(uint handle) =>
        handle >= FirstFreeHandle && Major(handle) != Major(TC_H_INGRESS) ? $"chosen:{Minor(handle):x}" : $"{handle >> 16:x}:{Minor(handle):x}";

    /// <summary>Every attribute, by number and byte; those without a value pad a u64.</summary>
    private static string Whole(Attributes data, params ushort[] but) =>
        string.Concat(data.All.Where(a => a.Value.Length > 0 && !but.Contains(a.Type)).OrderBy(a => a.Type).Select(a => $" {a.Type}={Convert.ToHexString(a.Value.Span)}"));
}
