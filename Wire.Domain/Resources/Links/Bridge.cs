using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An Ethernet bridge (<c>IFLA_BR_*</c>, linux/if_link.h).</summary>
public sealed record Bridge : Link
{
    /// <summary>IFLA_BR_STP_STATE: the kernel's spanning tree (or a daemon's, when one answers).</summary>
    public bool? Stp { get; init; }

    /// <summary>IFLA_BR_PRIORITY, 0–65535: the high half of the bridge id.</summary>
    public uint? Priority { get; init; }

    /// <summary>IFLA_BR_FORWARD_DELAY, seconds, 2–30 while STP runs.</summary>
    public uint? ForwardDelay { get; init; }

    /// <summary>IFLA_BR_HELLO_TIME, seconds, 1–10.</summary>
    public uint? HelloTime { get; init; }

    /// <summary>IFLA_BR_MAX_AGE, seconds, 6–40.</summary>
    public uint? MaxAge { get; init; }

    /// <summary>IFLA_BR_AGEING_TIME, seconds a learned address stays.</summary>
    public uint? Ageing { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("bridge", () => new Bridge(),
        new ValueAttribute<Bridge, bool>(OnOff, b => b.Stp, (b, v) => b with { Stp = v })
            { Id = 20, Name = "stp", Mutability = Mutability.InPlace, Help = "spanning tree protocol", Default = "off" },
        new ValueAttribute<Bridge, uint>(Number(0, 65535), b => b.Priority, (b, v) => b with { Priority = v })
            { Id = 21, Name = "priority", Mutability = Mutability.InPlace, Help = "STP priority of the bridge", Default = "32768" },
        new ValueAttribute<Bridge, uint>(Number(2, 30, "seconds"), b => b.ForwardDelay, (b, v) => b with { ForwardDelay = v })
            { Id = 22, Name = "forward-delay", Mutability = Mutability.InPlace, Help = "seconds in listening and in learning", Default = "15" },
        new ValueAttribute<Bridge, uint>(Number(1, 10, "seconds"), b => b.HelloTime, (b, v) => b with { HelloTime = v })
            { Id = 23, Name = "hello-time", Mutability = Mutability.InPlace, Help = "seconds between STP hellos", Default = "2" },
        new ValueAttribute<Bridge, uint>(Number(6, 40, "seconds"), b => b.MaxAge, (b, v) => b with { MaxAge = v })
            { Id = 24, Name = "max-age", Mutability = Mutability.InPlace, Help = "seconds an STP message lives", Default = "20" },
        new ValueAttribute<Bridge, uint>(Number(0, 1_000_000, "seconds"), b => b.Ageing, (b, v) => b with { Ageing = v })
            { Id = 25, Name = "ageing", Mutability = Mutability.InPlace, Help = "seconds a learned address stays", Default = "300" }).WithMtuOfPorts();

    public override ResourceKind Kind => TheKind;
}
