using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>Networks of a VXLAN that all go to one place: "100-105", "200 remote 10.0.0.9".</summary>
/// <param name="First">The first VNI.</param>
/// <param name="Last">The last VNI.</param>
/// <param name="Remote">A remote, or a multicast group; null for the VXLAN's own.</param>
public readonly record struct VniRange(uint First, uint Last, IpAddr? Remote) : IComparable<VniRange>
{
    public static ValueFormat<VniRange> Format { get; } = new RangeFormat();

    public int CompareTo(VniRange other) => (First, Last).CompareTo((other.First, other.Last));

    /// <summary>In order; neighbours that go to one place are one, so that each set has one form.</summary>
    public static ValueList<VniRange> Joined(IEnumerable<VniRange> ranges)
    {
        List<VniRange> joined = [];
        foreach (VniRange range in ranges.Order())
        {
            if (joined is [.., var last] && range.First == last.Last + 1 && range.Remote == last.Remote)
            {
                joined[^1] = last with { Last = range.Last };
            }
            else
            {
                joined.Add(range);
            }
        }
        return joined.ToValueList();
    }

    /// <summary>The parts of a set that are not, with the same remote, in another one.</summary>
    public static ValueList<VniRange> Without(IEnumerable<VniRange> set, IReadOnlyCollection<VniRange> other)
    {
        List<VniRange> left = [];
        foreach (VniRange range in set)
        {
            uint next = range.First;
            foreach (VniRange same in other.Where(o => o.Remote == range.Remote && o.First <= range.Last && o.Last >= range.First).Order())
            {
                if (same.First > next)
                {
                    left.Add(range with { First = next, Last = same.First - 1 });
                }
                next = Math.Max(next, same.Last + 1);
            }
            if (next <= range.Last)
            {
                left.Add(range with { First = next });
            }
        }
        return Joined(left);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{new NumberRange(First, Last)}{(Remote is { } remote ? $" {(remote.IsMulticast ? "group" : "remote")} {remote}" : "")}");

    private sealed class RangeFormat : ValueFormat<VniRange>
    {
        private const uint Max = 0xffffff;

        private readonly ValueFormat<NumberRange> _vnis = ValueFormats.Range(1, Max);

        public override string Expects => "VNIs from 1 to 16777215 such as '100' or '100-105', and perhaps 'remote ADDRESS' or 'group ADDRESS'";

        public override bool IsPhrase => true;

        public override bool TryParse(string text, out VniRange value)
        {
            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            IpAddr remote = default;
            bool parsed = _vnis.TryParse(words.FirstOrDefault(""), out NumberRange vnis)
                && (words.Length == 1 || (words is [_, "remote" or "group", var address] && IpAddr.TryParse(address, out remote) && remote.IsMulticast == (words[1] == "group") && !remote.IsAny));
            value = new(vnis.First, vnis.Last, words.Length == 1 ? null : remote);
            return parsed;
        }

        public override string Format(VniRange value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, VniRange value)
        {
            writer.WriteArrayHeader(value.Remote is null ? 2 : 3);
            writer.Write(value.First);
            writer.Write(value.Last);
            if (value.Remote is { } remote)
            {
                ValueFormats.Address.Write(ref writer, remote);
            }
        }

        public override VniRange Read(ref MessagePackReader reader)
        {
            int count = reader.ReadArrayHeader();
            return count is 2 or 3 ? new(reader.ReadUInt32(), reader.ReadUInt32(), count == 3 ? ValueFormats.Address.Read(ref reader) : null)
                : throw new MessagePackSerializationException("networks are two numbers and perhaps an address");
        }
    }
}
