using BenchmarkDotNet.Attributes;
using Wire.Kernel;

namespace Wire.Benchmarks;

/// <summary>One captured message of a kind to an observation, with what it allocates. The messages are the tests' vectors.</summary>
[MemoryDiagnoser]
public class Decoding
{
    private readonly List<Observation> _into = [];
    private EventDecoder _decoder = null!;
    private byte[] _datagram = null!;

    [Params("route-v4", "address-v4", "fdb-port", "link-bridge", "link-veth")]
    public string Vector { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        using Stream stream = typeof(Decoding).Assembly.GetManifestResourceStream(Vector)!;
        using StreamReader reader = new(stream);
        _datagram = Convert.FromHexString(string.Concat(reader.ReadToEnd().Split('\n').Select(l => l.Split('#')[0])).Replace(" ", "", StringComparison.Ordinal));
        LinkTable links = new(null);
        for (uint index = 1; index < 128; index++)
        {
            // All that a vector may name.
            links.Name(index, $"l{index}");
        }
        _decoder = new(new ObjectContext(links));
        Again();
        if (_into.Count == 0)
        {
            throw new InvalidOperationException($"{Vector} is about nothing");
        }
    }

    /// <summary>The object is known and unchanged.</summary>
    [Benchmark]
    public int Again()
    {
        _into.Clear();
        NetlinkMessageReader messages = new(_datagram);
        while (messages.Read(out NetlinkMessage message))
        {
            _decoder.Decode(NetlinkFamily.Route, message, _into);
        }
        return _into.Count;
    }

    /// <summary>The layer below: every attribute looked at, nothing made of it.</summary>
    [Benchmark(Baseline = true)]
    public int Attributes()
    {
        int sum = 0;
        NetlinkMessageReader messages = new(_datagram);
        while (messages.Read(out NetlinkMessage message))
        {
            AttributeReader attributes = message.Attributes(message.Type is LinuxRtnetlink.RTM_NEWLINK ? 16 : message.Type is LinuxRtnetlink.RTM_NEWADDR ? 8 : 12);
            while (attributes.Read())
            {
                sum += attributes.Type;
            }
        }
        return sum;
    }
}
