using Wire.Domain;
using Wire.Kernel.Tests.Vectors;

namespace Wire.Kernel.Tests.Fuzzing;

/// <summary>Everything that reads bytes of the kernel, as the listener and the executor call it.</summary>
internal static class FuzzTarget
{
    /// <summary>More than this for a datagram of at most 64 KiB is a way to bring the daemon down.</summary>
    private const long AllocatedBytesMax = 64 << 20;

    private const int DurationMsMax = 2_000;

    public const string Answers = "error";

    /// <summary>Where the sources stand whose family is one; those of generic netlink are apart.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        [.. ObjectSources.Of(null).Sources.Select(NameOf).Distinct(), Answers];

    public static string NameOf(ObjectSource source) =>
        source.Family == NetlinkFamily.Generic ? $"generic.{source.GenericName}" : source.Family.ToString().ToLowerInvariant();

    /// <summary>What went wrong with an input; null when it was read or refused as it has to be.</summary>
    public static string? Fault(FuzzInput input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Environment.TickCount64;
        try
        {
            Read(input);
        }
        catch (NetlinkFormatException)
        {
            // The one way to refuse.
        }
        catch (Exception e)
        {
            return e.ToString();
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > AllocatedBytesMax ? $"{allocated} bytes allocated for {input.Datagram.Length} received"
            : Environment.TickCount64 - start > DurationMsMax ? $"{Environment.TickCount64 - start} ms for {input.Datagram.Length} bytes"
            : null;
    }

    private static void Read(FuzzInput input)
    {
        if (input.Source == Answers)
        {
            ReadAnswers(input.Datagram);
            return;
        }
        LinkTable links = new(null);
        links.Name(1, "lo");
        links.Name(100, "br0");
        links.Name(103, "vx0");
        EventDecoder decoder = new(new ObjectContext(links));
        List<Observation> observed = [];
        NetlinkMessageReader messages = new(input.Datagram);
        while (messages.Read(out NetlinkMessage message))
        {
            ushort type = message.Type;
            foreach (ObjectSource source in ObjectSources.Of(null).Sources)
            {
                if (NameOf(source) == input.Source && (source.Family == NetlinkFamily.Generic || source.Types.Contains(type)))
                {
                    decoder.Decode(source, message, observed);
                }
            }
        }
    }

    private static void ReadAnswers(byte[] datagram)
    {
        NetlinkMessageReader messages = new(datagram);
        while (messages.Read(out NetlinkMessage message))
        {
            if (message.Type == LinuxNetlink.NLMSG_ERROR && NetlinkError.Read(message).AttributeOffset is { } offset)
            {
                // What the kernel points at may lie anywhere in what was asked: here the answer itself stands for it.
                foreach (ResourceKind kind in ResourceKinds.All)
                {
                    AttributeNames.At(datagram, kind.IsLink ? NetlinkFamily.Route : ResourceCodecs.Of(kind).Source?.Family ?? NetlinkFamily.Route, kind, offset);
                }
            }
        }
    }

    /// <summary>The vectors, each for the source that it is of.</summary>
    public static IEnumerable<FuzzInput> Vectors()
    {
        foreach (string name in Vector.Names)
        {
            yield return new(Vector.SourceOf(name), Vector.Load(name));
            yield return new(Answers, Vector.Load(name));
        }
    }
}
