using System.Diagnostics.CodeAnalysis;

namespace Wire.Domain;

/// <summary>What a device does in place of the kernel, switched on or off: "tx-tcp-segmentation off".</summary>
/// <param name="Name">As <c>ethtool -k</c> calls it (netdev_features_strings, net/ethtool/common.c).</param>
/// <param name="On">Wanted. A device does it when it can, which may depend on others.</param>
[SuppressMessage("Design", "CA1036:Override methods on comparable types", Justification = "the order is for showing only")]
public readonly record struct EthtoolFeature(string Name, bool On) : IComparable<EthtoolFeature>
{
    public int CompareTo(EthtoolFeature other) => string.CompareOrdinal(Name, other.Name) is var byName and not 0 ? byName : On.CompareTo(other.On);

    public override string ToString() => $"{Name} {(On ? "on" : "off")}";
}

/// <summary>The name of a feature and what it shall be.</summary>
internal sealed class EthtoolFeatureFormat : TextFormat<EthtoolFeature>
{
    /// <summary>ETH_GSTRING_LEN, linux/ethtool.h, with its terminating zero.</summary>
    private const int NameBytesMax = 31;

    public override string Expects => "a feature and 'on' or 'off', such as \"tx-tcp-segmentation off\"";

    public override bool TryParse(string text, out EthtoolFeature value)
    {
        string[] words = text.Split(' ');
        bool parsed = words is [{ Length: > 0 and <= NameBytesMax }, "on" or "off"] && words[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        value = parsed ? new(words[0], words[1] == "on") : default;
        return parsed;
    }

    public override string Format(EthtoolFeature value) => value.ToString();
}
