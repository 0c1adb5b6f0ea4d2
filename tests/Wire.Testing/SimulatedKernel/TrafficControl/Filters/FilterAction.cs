using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>An action of a filter (struct tc_action): gact and mirred. Others are not modelled.</summary>
/// <param name="Kind">TCA_ACT_KIND.</param>
/// <param name="Verdict">What becomes of the packet (TC_ACT_*).</param>
internal sealed record FilterAction(string Kind, int Verdict)
{
    private const int ActionsMax = 32;

    /// <summary>struct tc_gact: index, capab, action, refcnt, bindcnt.</summary>
    private const int GenericBytes = 20;

    /// <summary>struct tc_mirred, with eaction and ifindex.</summary>
    private const int MirredBytes = 28;

    private const int EgressRedirect = 1;
    private const int IngressMirror = 4;

    /// <summary>TCA_EGRESS_REDIR … of mirred.</summary>
    private int Mirrors { get; init; }

    private SimulatedLink? To { get; init; }

    /// <summary>tcf_action_init.</summary>
    public static IReadOnlyList<FilterAction> Read(SimulatedNamespace ns, ReadOnlyMemory<byte>? list)
    {
        if (list is not { } bytes)
        {
            return [];
        }
        Attributes all = Attributes.Parse(bytes);
        return [.. Enumerable.Range(1, ActionsMax).Where(i => all.Has((ushort)i)).Select(i => Read(ns, all.Nested((ushort)i)))];
    }

    public static void Write(MessageWriter options, ushort type, IReadOnlyList<FilterAction> actions)
    {
        if (actions.Count == 0)
        {
            return;
        }
        options.Nest(type, list =>
        {
            for (int i = 0; i < actions.Count; i++)
            {
                list.Nest((ushort)(i + 1), actions[i].Write);
            }
        });
    }

    private static FilterAction Read(SimulatedNamespace ns, Attributes action)
    {
        string kind = action.Text(TCA_ACT_KIND) ?? throw new RefusedException(Errno.EINVAL, "TC action kind must be specified");
        Require(kind is "gact" or "mirred", Errno.ENOENT, "Failed to load TC action module");
        Require(action.Has(TCA_ACT_OPTIONS), Errno.EINVAL);
        byte[]? parms = action.Nested(TCA_ACT_OPTIONS).Bytes(TCA_ACT_PARMS);
        Require(parms?.Length >= (kind == "gact" ? GenericBytes : MirredBytes), Errno.EINVAL);
        FilterAction read = new(kind, BitConverter.ToInt32(parms!, 8));
        if (kind == "gact")
        {
            return read;
        }
        int mirrors = BitConverter.ToInt32(parms!, GenericBytes), index = BitConverter.ToInt32(parms!, GenericBytes + 4);
        Require(mirrors is >= EgressRedirect and <= IngressMirror, Errno.EINVAL, "Unknown mirred option");
        Require(index != 0, Errno.EINVAL, "Specified device does not exist");
        return read with { Mirrors = mirrors, To = ns.Links.Find(index) ?? throw new RefusedException(Errno.ENODEV) };
    }

    /// <summary>One index serves: nobody shares an action.</summary>
    private void Write(MessageWriter action) => action.AttributeText(TCA_ACT_KIND, Kind).Nest(TCA_ACT_OPTIONS, options =>
    {
        byte[] parms = [.. new[] { 1, 0, Verdict, 1, 1 }.SelectMany(BitConverter.GetBytes)];
        byte[] own = Kind == "gact" ? [] : [.. BitConverter.GetBytes(Mirrors), .. BitConverter.GetBytes(To is { IsGone: false } to ? to.Index : 0)];
        options.Attribute(TCA_ACT_PARMS, [.. parms, .. own]);
    });
}
