using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>Sets of VLAN ids as ranges in order that neither touch nor overlap, so that each set has one form.</summary>
public static class VlanRanges
{
    /// <summary>0 and 4095 are reserved (IEEE 802.1Q).</summary>
    public const uint Min = 1, Max = 4094;

    private static readonly ValueFormat<NumberRange> Range = ValueFormats.Range(Min, Max);

    /// <summary>"10", "10,20-30", or "none".</summary>
    public static ValueFormat<ValueList<NumberRange>> Format { get; } = new RangesFormat();

    public static ValueList<NumberRange> Of(IEnumerable<NumberRange> ranges)
    {
        List<NumberRange> joined = [];
        foreach (NumberRange range in ranges.Order())
        {
            if (joined is [.., var last] && range.First <= last.Last + 1)
            {
                joined[^1] = last with { Last = Math.Max(last.Last, range.Last) };
            }
            else
            {
                joined.Add(range);
            }
        }
        return joined.ToValueList();
    }

    public static bool Contains(this ValueList<NumberRange> set, uint id) => set.Any(r => r.First <= id && id <= r.Last);

    /// <summary>What is in both.</summary>
    public static ValueList<NumberRange> And(this ValueList<NumberRange> set, ValueList<NumberRange> other) => Of(
        from a in set from b in other
        let both = new NumberRange(Math.Max(a.First, b.First), Math.Min(a.Last, b.Last))
        where both.First <= both.Last select both);

    /// <summary>Every id that is not in the set.</summary>
    public static ValueList<NumberRange> Others(this ValueList<NumberRange> set)
    {
        List<NumberRange> others = [];
        uint next = Min;
        foreach (NumberRange range in set)
        {
            if (range.First > next)
            {
                others.Add(new(next, range.First - 1));
            }
            next = range.Last + 1;
        }
        return (next <= Max ? others.Append(new(next, Max)) : others).ToValueList();
    }

    /// <summary>Without the ids of another set.</summary>
    public static ValueList<NumberRange> Without(this ValueList<NumberRange> set, ValueList<NumberRange> other) => set.And(other.Others());

    private sealed class RangesFormat : ValueFormat<ValueList<NumberRange>>
    {
        public override string Expects => string.Create(CultureInfo.InvariantCulture, $"VLAN ids from {Min} to {Max} such as '10' or '20-30,40', or 'none'");

        public override bool TryParse(string text, out ValueList<NumberRange> value)
        {
            value = [];
            List<NumberRange> ranges = [];
            foreach (string part in text == "none" ? [] : text.Split(','))
            {
                if (!Range.TryParse(part, out NumberRange range))
                {
                    return false;
                }
                ranges.Add(range);
            }
            value = Of(ranges);
            return true;
        }

        public override string Format(ValueList<NumberRange> value) => value.Count == 0 ? "none" : string.Join(',', value);

        public override void Write(ref MessagePackWriter writer, ValueList<NumberRange> value)
        {
            writer.WriteArrayHeader(value.Count);
            foreach (NumberRange range in value)
            {
                Range.Write(ref writer, range);
            }
        }

        public override ValueList<NumberRange> Read(ref MessagePackReader reader)
        {
            int count = reader.ReadArrayHeader();
            List<NumberRange> ranges = [];
            for (int i = 0; i < count; i++)
            {
                ranges.Add(Range.Read(ref reader));
            }
            return ranges.ToValueList();
        }
    }
}
