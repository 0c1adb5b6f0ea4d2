using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>A class of htb (struct htb_class): inner as soon as another has it for a parent.</summary>
internal sealed class HtbClass(uint id, HtbClass? parent)
{
    private const int LevelsMax = 8;
    private const uint QuantumMin = 1000;
    private const uint QuantumMax = 200_000;
    private const uint PriosMax = 8;

    /// <summary>struct tc_htb_opt.</summary>
    private const int OptionBytes = 2 * RateSpec.Bytes + 20;

    private Parameters _asked = null!;
    private uint _quantum, _prio;

    public uint Id => id;

    public HtbClass? Parent => parent;

    /// <summary>0 for a leaf.</summary>
    public int Level { get; set; }

    /// <summary>Null for an inner class.</summary>
    public Qdisc? Leaf { get; set; }

    public FilterBlock? Filters { get; set; }

    /// <summary>Filters that lead to it.</summary>
    public int Users { get; set; }

    public static Parameters Read(Attributes a)
    {
        Require(a.Find(TCA_HTB_PARMS) is { Length: >= OptionBytes }, Errno.EINVAL);
        ReadOnlySpan<byte> parms = a.Find(TCA_HTB_PARMS)!.Value.Span;
        Require(BitConverter.ToUInt32(parms[8..]) != 0 && BitConverter.ToUInt32(parms[(RateSpec.Bytes + 8)..]) != 0, Errno.EINVAL);
        return new(
            RateSpec.Read(parms, a.U64(TCA_HTB_RATE64) ?? 0),
            RateSpec.Read(parms[RateSpec.Bytes..], a.U64(TCA_HTB_CEIL64) ?? 0),
            BitConverter.ToUInt32(parms[24..]),
            BitConverter.ToUInt32(parms[28..]),
            BitConverter.ToUInt32(parms[32..]),
            BitConverter.ToUInt32(parms[40..]));
    }

    public void BecomeInner()
    {
        if (Level == 0)
        {
            Level = (Parent?.Level ?? LevelsMax) - 1;
            Leaf = null;
        }
    }

    /// <summary>An inner class keeps the quantum and the priority that it had as a leaf.</summary>
    public void Take(Parameters asked, uint rate2Quantum)
    {
        _asked = asked;
        if (Level == 0)
        {
            uint own = (uint)Math.Min(asked.Rate.BytesPerSecond / rate2Quantum, int.MaxValue);
            _quantum = asked.Quantum != 0 ? asked.Quantum : Math.Clamp(own, QuantumMin, QuantumMax);
            _prio = Math.Min(asked.Prio, PriosMax - 1);
        }
    }

    /// <summary>TCA_OPTIONS.</summary>
    public void Write(MessageWriter message) => message.Nest(TCA_OPTIONS, options =>
    {
        uint[] rest = [_asked.Buffer, _asked.CeilBuffer, _quantum, (uint)Level, _prio];
        options.Attribute(TCA_HTB_PARMS, [.. _asked.Rate.Write(), .. _asked.Ceil.Write(), .. rest.SelectMany(BitConverter.GetBytes)]);
        if (_asked.Rate.IsWide)
        {
            options.Attribute(TCA_HTB_RATE64, BitConverter.GetBytes(_asked.Rate.BytesPerSecond));
        }
        if (_asked.Ceil.IsWide)
        {
            options.Attribute(TCA_HTB_CEIL64, BitConverter.GetBytes(_asked.Ceil.BytesPerSecond));
        }
    });

    /// <param name="Buffer">In ticks of 64 ns, as <paramref name="CeilBuffer"/>.</param>
    internal sealed record Parameters(RateSpec Rate, RateSpec Ceil, uint Buffer, uint CeilBuffer, uint Quantum, uint Prio);
}
