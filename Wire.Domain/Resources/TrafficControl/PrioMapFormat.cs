using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>Sixteen bands, "1,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1".</summary>
internal sealed class PrioMapFormat : ValueFormat<ValueList<uint>>
{
    /// <summary>TC_PRIO_MAX + 1.</summary>
    public const int Count = 16;

    /// <summary>TCQ_PRIO_BANDS - 1.</summary>
    private const uint BandMax = 15;

    public override string Expects => "16 bands with ',' between them, such as '1,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1'";

    public override bool TryParse(string text, out ValueList<uint> value)
    {
        List<uint> bands = [];
        foreach (string part in text.Split(',', ' '))
        {
            if (!uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out uint band) || band > BandMax)
            {
                value = ValueList<uint>.Empty;
                return false;
            }
            bands.Add(band);
        }
        value = bands.ToValueList();
        return bands.Count == Count;
    }

    public override string Format(ValueList<uint> value) => string.Join(',', value);

    public override void Write(ref MessagePackWriter writer, ValueList<uint> value)
    {
        writer.WriteArrayHeader(value.Count);
        foreach (uint band in value)
        {
            writer.Write(band);
        }
    }

    public override ValueList<uint> Read(ref MessagePackReader reader)
    {
        uint[] bands = new uint[Count];
        int count = reader.ReadArrayHeader();
        for (int i = 0; i < count; i++)
        {
            bands[i] = count == Count ? reader.ReadUInt32() : throw new MessagePackSerializationException($"{count} bands instead of {Count}");
        }
        return bands.ToValueList();
    }
}
