using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// What a state or a policy may live and carry (<c>xfrm_lifetime_cfg</c>); null for without end. At a soft one the kernel tells whoever
/// negotiates keys, at a hard one the object is gone.
/// </summary>
public sealed record XfrmLimits
{
    public static XfrmLimits None { get; } = new();

    public ulong? ByteSoft { get; init; }

    public ulong? ByteHard { get; init; }

    public ulong? PacketSoft { get; init; }

    public ulong? PacketHard { get; init; }

    /// <summary>Seconds since it was made.</summary>
    public ulong? TimeSoft { get; init; }

    /// <summary>Seconds since it was made.</summary>
    public ulong? TimeHard { get; init; }

    /// <summary>Seconds since it was first used.</summary>
    public ulong? TimeUseSoft { get; init; }

    /// <summary>Seconds since it was first used.</summary>
    public ulong? TimeUseHard { get; init; }

    /// <summary>The attributes of a kind that has limits: all of them are changed in one request, in place.</summary>
    /// <param name="firstId">Eight ids from here on.</param>
    /// <param name="get">The limits.</param>
    /// <param name="with">The object with others.</param>
    internal static ResourceAttribute[] Attributes<T>(int firstId, Func<T, XfrmLimits> get, Func<T, XfrmLimits, T> with)
        where T : Resource
    {
        ResourceAttribute Of(int at, string name, ValueFormat<ulong> format, Func<XfrmLimits, ulong?> part, Func<XfrmLimits, ulong?, XfrmLimits> set, string help) =>
            new ValueAttribute<T, ulong>(format, r => part(get(r)), (r, x) => with(r, set(get(r), x)))
                { Id = firstId + at, Name = name, Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = help };
        ValueFormat<ulong> count = Number64(1), seconds = Number64(1, long.MaxValue, "seconds");
        return
        [
            Of(0, "byte-soft", Size, l => l.ByteSoft, (l, x) => l with { ByteSoft = x }, "bytes, such as 100m, after which new keys are asked for"),
            Of(1, "byte-hard", Size, l => l.ByteHard, (l, x) => l with { ByteHard = x }, "bytes after which it is gone"),
            Of(2, "packet-soft", count, l => l.PacketSoft, (l, x) => l with { PacketSoft = x }, "packets after which new keys are asked for"),
            Of(3, "packet-hard", count, l => l.PacketHard, (l, x) => l with { PacketHard = x }, "packets after which it is gone"),
            Of(4, "time-soft", seconds, l => l.TimeSoft, (l, x) => l with { TimeSoft = x }, "seconds after which new keys are asked for"),
            Of(5, "time-hard", seconds, l => l.TimeHard, (l, x) => l with { TimeHard = x }, "seconds after which it is gone"),
            Of(6, "time-use-soft", seconds, l => l.TimeUseSoft, (l, x) => l with { TimeUseSoft = x }, "seconds since the first use after which new keys are asked for"),
            Of(7, "time-use-hard", seconds, l => l.TimeUseHard, (l, x) => l with { TimeUseHard = x }, "seconds since the first use after which it is gone"),
        ];
    }

    internal void Check(ValidationContext context)
    {
        Check(context, "byte", ByteSoft, ByteHard);
        Check(context, "packet", PacketSoft, PacketHard);
        Check(context, "time", TimeSoft, TimeHard);
        Check(context, "time-use", TimeUseSoft, TimeUseHard);
    }

    private static void Check(ValidationContext context, string what, ulong? soft, ulong? hard)
    {
        if (soft == 0 || hard == 0)
        {
            context.Report(soft == 0 ? $"{what}-soft" : $"{what}-hard", "a limit of 0 is reached at once", "expected more, or no limit");
        }
        else if (soft > hard)
        {
            context.Report($"{what}-soft", $"'{what}-soft' is behind '{what}-hard'", "expected the soft limit to be reached first");
        }
    }
}
