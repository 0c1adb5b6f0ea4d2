using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>VLANs that map to tunnel ids one by one, "10:1010" or "20-30:1020" (IFLA_BRIDGE_VLAN_TUNNEL_INFO).</summary>
/// <param name="First">The first VLAN.</param>
/// <param name="Last">The last VLAN.</param>
/// <param name="Id">The tunnel id of the first; each further VLAN has the next.</param>
public readonly record struct VlanTunnel(uint First, uint Last, uint Id) : IComparable<VlanTunnel>
{
    public static ValueFormat<VlanTunnel> Format { get; } = new TunnelFormat();

    /// <summary>Between the VLAN and its tunnel id: the same for all of a range.</summary>
    private long Distance => (long)Id - First;

    public int CompareTo(VlanTunnel other) => (First, Last, Id).CompareTo((other.First, other.Last, other.Id));

    /// <summary>Neighbours that go on with the next id are one, so that each mapping has one form.</summary>
    public static ValueList<VlanTunnel> Joined(IEnumerable<VlanTunnel> tunnels)
    {
        List<VlanTunnel> joined = [];
        foreach (VlanTunnel tunnel in tunnels.Order())
        {
            if (joined is [.., var last] && tunnel.First == last.Last + 1 && tunnel.Distance == last.Distance)
            {
                joined[^1] = last with { Last = tunnel.Last };
            }
            else
            {
                joined.Add(tunnel);
            }
        }
        return joined.ToValueList();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{new NumberRange(First, Last)}:{Id}");

    private sealed class TunnelFormat : ValueFormat<VlanTunnel>
    {
        /// <summary>VNIs have 24 bits.</summary>
        private const uint IdMax = 0xffffff;

        private readonly ValueFormat<NumberRange> _vlans = ValueFormats.Range(VlanRanges.Min, VlanRanges.Max);
        private readonly ValueFormat<uint> _id = ValueFormats.Number(0, IdMax);

        public override string Expects => "VLAN:ID or FIRST-LAST:ID, the VLANs from 1 to 4094, the tunnel id of the first from 0 to 16777215";

        public override bool TryParse(string text, out VlanTunnel value)
        {
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            bool parsed = _vlans.TryParse(text[..Math.Max(colon, 0)], out NumberRange vlans) & _id.TryParse(text[(colon + 1)..], out uint id);
            value = new(vlans.First, vlans.Last, id);
            return parsed && id + (vlans.Last - vlans.First) <= IdMax;
        }

        public override string Format(VlanTunnel value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, VlanTunnel value)
        {
            writer.WriteArrayHeader(3);
            writer.Write(value.First);
            writer.Write(value.Last);
            writer.Write(value.Id);
        }

        public override VlanTunnel Read(ref MessagePackReader reader) =>
            reader.ReadArrayHeader() == 3 ? new(reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32()) : throw new MessagePackSerializationException("a VLAN's tunnel is three numbers");
    }
}
