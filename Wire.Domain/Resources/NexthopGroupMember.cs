using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>One of a nexthop group: "10", or "10:4" with a weight (<c>nexthop_grp</c>, linux/nexthop.h).</summary>
/// <param name="Id">Of a nexthop object.</param>
/// <param name="Weight">1 to 256: its share of the flows.</param>
public readonly record struct NexthopGroupMember(uint Id, uint Weight) : IComparable<NexthopGroupMember>
{
    public static ValueFormat<NexthopGroupMember> Format { get; } = new MemberFormat();

    public int CompareTo(NexthopGroupMember other) => (Id, Weight).CompareTo((other.Id, other.Weight));

    public override string ToString() => Weight == 1 ? $"{Id}" : string.Create(CultureInfo.InvariantCulture, $"{Id}:{Weight}");

    private sealed class MemberFormat : ValueFormat<NexthopGroupMember>
    {
        private readonly ValueFormat<uint> _id = ValueFormats.Number(1);
        private readonly ValueFormat<uint> _weight = ValueFormats.Number(1, 256);

        public override string Expects => "the id of a nexthop, or ID:WEIGHT with a weight from 1 to 256";

        public override bool TryParse(string text, out NexthopGroupMember value)
        {
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            uint weight = 1;
            bool parsed = _id.TryParse(colon < 0 ? text : text[..colon], out uint id) && (colon < 0 || _weight.TryParse(text[(colon + 1)..], out weight));
            value = new(id, weight);
            return parsed;
        }

        public override string Format(NexthopGroupMember value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, NexthopGroupMember value)
        {
            writer.WriteArrayHeader(2);
            writer.Write(value.Id);
            writer.Write(value.Weight);
        }

        public override NexthopGroupMember Read(ref MessagePackReader reader) =>
            reader.ReadArrayHeader() == 2 ? new(reader.ReadUInt32(), reader.ReadUInt32()) : throw new MessagePackSerializationException("a group's member has an id and a weight");
    }
}
