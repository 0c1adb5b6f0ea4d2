using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>Requests of generic netlink and xfrm as sorted lines of attributes, each with the path to it.</summary>
internal static class Requests
{
    private const ushort Family = 24;

    private static readonly LinkIndexes _indexes = new(new Dictionary<string, uint> { ["wg0"] = 108, ["ms0"] = 109, ["v0"] = 101, ["eth0"] = 2, ["d0"] = 108 });

    public static Operation Create(Resource resource) => new(0, OperationVerb.Create, null, resource, null, [], null);

    public static Operation Delete(Resource resource) => new(0, OperationVerb.Delete, resource, null, null, [], null);

    public static Operation Change(Resource before, Resource after, params ImmutableArray<string> attributes) => new(0, OperationVerb.Change, before, after, null, attributes, null);

    /// <summary>The lines of the only request that is written.</summary>
    public static string[] Of(Action<RequestBuilder> write, IKeyStore? keys = null, int fixedBytes = 4)
    {
        GenericFamilies families = new(new RealNetlink(), new GenericFamily("wireguard", Family, 1, ImmutableDictionary<string, int>.Empty),
            new GenericFamily("macsec", Family, 1, ImmutableDictionary<string, int>.Empty),
            new GenericFamily("ethtool", Family, 1, ImmutableDictionary<string, int>.Empty),
            new GenericFamily("fou", Family, 1, ImmutableDictionary<string, int>.Empty));
        RequestBuilder builder = new(_indexes, _ => 0, families, keys ?? new FixedKeys(), 1);
        builder.Start(0, null);
        write(builder);
        return Lines(builder.Writer.Written, fixedBytes);
    }

    /// <summary>Ours is what another program sent, except for these lines.</summary>
    /// <param name="vector">The other program's.</param>
    /// <param name="ours">Of <see cref="Of"/>.</param>
    /// <param name="theirsOnly">What Wire does not send.</param>
    /// <param name="oursOnly">What only Wire sends.</param>
    /// <param name="fixedBytes">Of the fixed part.</param>
    /// <param name="nests">Types of outer attributes that are nests without NLA_F_NESTED.</param>
    public static void AssertSame(string vector, string[] ours, string[]? theirsOnly = null, string[]? oursOnly = null, int fixedBytes = 4, params ReadOnlySpan<ushort> nests)
    {
        string[] theirs = Lines(Vector.Load(vector), fixedBytes, nests);
        Assert.Superset((theirsOnly ?? []).ToHashSet(), theirs.ToHashSet());
        Assert.Equal(theirs.Except(theirsOnly ?? []).Concat(oursOnly ?? []).Order(StringComparer.Ordinal), ours);
    }

    private static string[] Lines(ReadOnlySpan<byte> datagram, int fixedBytes, params ReadOnlySpan<ushort> nests)
    {
        NetlinkMessage message = Vector.Message(datagram);
        List<string> lines = [$"fixed {Convert.ToHexStringLower(message.Payload[..fixedBytes])}"];
        Add(lines, message.Attributes(fixedBytes), "", nests);
        lines.Sort(StringComparer.Ordinal);
        return [.. lines];
    }

    private static void Add(List<string> lines, AttributeReader attributes, string path, params ReadOnlySpan<ushort> nests)
    {
        while (attributes.Read())
        {
            string at = $"{path}/{attributes.Type}";
            if (nests.Contains(attributes.Type) || (MemoryMarshal.Read<ushort>(attributes.Raw[2..]) & LinuxNetlink.NLA_F_NESTED) != 0)
            {
                Add(lines, attributes.Nested(), at);
            }
            else
            {
                lines.Add($"{at} {Convert.ToHexStringLower(attributes.Payload)}");
            }
        }
    }
}
