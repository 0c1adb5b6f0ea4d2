using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>Multicast groups of a bridge as bridge(8) asks for them and as the kernel then tells of them.</summary>
public sealed class MdbVectors
{
    private static readonly LinkTable _links = Links();

    private static LinkTable Links()
    {
        LinkTable links = new(null);
        links.Name(100, "br0");
        links.Name(110, "v-a");
        return links;
    }

    private static readonly Dictionary<string, MdbEntry> _entries = new()
    {
        ["mdb-source"] = new() { Group = Group("239.1.1.1"), Dev = "br0", Port = "v-a", Vlan = 7, Source = IpAddr.Parse("10.0.0.5") },
        ["mdb-ethernet"] = new() { Group = Group("01:02:03:04:05:06"), Dev = "br0", Port = "v-a" },
    };

    public static TheoryData<string> Vectors => [.. _entries.Keys];

    private static MulticastGroup Group(string text) => ValueFormats.Group.TryParse(text, out MulticastGroup group) ? group : throw new FormatException(text);

    /// <summary>4 is RTPROT_STATIC, which the kernel gives what says nothing else.</summary>
    [Theory]
    [MemberData(nameof(Vectors))]
    public void WhatIsToldIsWhatWasAsked(string vector) =>
        Assert.Equal(_entries[vector] with { State = 1, Protocol = 4 }, Assert.Single(Vector.Decode(vector, Vector.Load(vector), new ObjectContext(_links))));

    /// <summary>Wire replaces what was learned, where bridge(8) refuses to (NLM_F_EXCL); the rest is the same.</summary>
    [Theory]
    [MemberData(nameof(Vectors))]
    public void WireAsksForWhatBridgeAsksFor(string vector)
    {
        Operation create = new(0, OperationVerb.Create, null, _entries[vector], null, [], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [create], new Dictionary<string, uint> { ["v-a"] = 110, ["br0"] = 100 }, 1);

        byte[] theirs = Vector.Load($"request-{vector}"), ours = prepared.Bytes.Written.ToArray();
        Assert.Equal(theirs[16..], ours[16..]);
        Assert.Equal(LinuxRtnetlink.RTM_NEWMDB, BitConverter.ToUInt16(ours, 4));
        Assert.Equal(LinuxNetlink.NLM_F_CREATE | LinuxNetlink.NLM_F_REPLACE, BitConverter.ToUInt16(ours, 6) & (LinuxNetlink.NLM_F_CREATE | LinuxNetlink.NLM_F_EXCL | LinuxNetlink.NLM_F_REPLACE));
    }
}
