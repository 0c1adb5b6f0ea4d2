using System.Diagnostics.CodeAnalysis;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>What the kernel showed, and how much of it went unseen.</summary>
public sealed class LiveTopology : ITopology, IProjection
{
    private readonly Topology _topology = new();

    public int Count => _topology.Count;

    public IEnumerable<Resource> All => _topology.All;

    /// <summary>False before the first complete dump, and from a gap to the dump after it: nothing may be deleted on its word.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>How often kernel events were lost.</summary>
    public int Gaps { get; private set; }

    /// <summary>The last of them; null for none.</summary>
    public (DateTimeOffset Time, string Reason)? LastGap { get; private set; }

    /// <summary>How many complete dumps were compared.</summary>
    public int Resyncs { get; private set; }

    /// <summary>Position of the last event that was folded; 0 for none.</summary>
    public long Position { get; private set; }

    public bool TryGet(ResourceKey key, [NotNullWhen(true)] out Resource? resource) => _topology.TryGet(key, out resource);

    public ResourceKey Resolve(ResourceKey key) => _topology.Resolve(key);

    public IEnumerable<Resource> DependentsOf(ResourceKey key) => _topology.DependentsOf(key);

    public bool Reads(string stream) => stream is EventStream.Kernel or EventStream.Node;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        Position = envelope.Position;
        switch (item)
        {
            case ResourceObserved observed:
                _topology.Set(observed.Resource);
                break;
            case ResourceVanished vanished:
                Vanish(vanished.Resource);
                break;
            case NodeStarted:
                IsComplete = false;
                break;
            case KernelGap gap:
                IsComplete = false;
                Gaps++;
                LastGap = (envelope.Time, gap.Reason);
                break;
            case KernelResynced:
                IsComplete = true;
                Resyncs++;
                break;
        }
    }

    /// <summary>Whether a deletion that the kernel told is the one of this object, and not of another that has its key.</summary>
    /// <remarks>
    /// IPv4 has several routes with one prefix, table and metric (<c>ip route append</c>), and a link's name may have gone to
    /// another link. What only one of the two tells decides nothing for links.
    /// </remarks>
    public static bool IsSame(Resource stored, Resource vanished) => (stored, vanished) switch
    {
        (Link known, Link gone) => known.Index is null || gone.Index is null || known.Index == gone.Index,
        (Route known, Route gone) => known.EffectiveType == gone.EffectiveType
            && known.Via == gone.Via && known.Dev == gone.Dev && Equals(known.NextHops, gone.NextHops)
            && known.Protocol == gone.Protocol,
        _ => stored.Kind == vanished.Kind,
    };

    internal void Save(StateWriter writer)
    {
        writer.Number(Position);
        writer.Flag(IsComplete);
        writer.Number(Gaps);
        writer.Number(Resyncs);
        writer.Flag(LastGap is not null);
        if (LastGap is { } gap)
        {
            writer.Time(gap.Time);
            writer.Text(gap.Reason);
        }
        writer.Many([.. All.OrderBy(r => r.Key)], (w, resource) => w.Resource(resource));
    }

    internal void Load(StateReader reader)
    {
        Position = reader.Number();
        IsComplete = reader.Flag();
        Gaps = (int)reader.Number();
        Resyncs = (int)reader.Number();
        LastGap = reader.Flag() ? (reader.Time(), reader.Text()) : null;
        Array.ForEach(reader.Many(r => r.Resource()), _topology.Set);
    }

    private void Vanish(Resource resource)
    {
        if (_topology.TryGet(resource.Key, out Resource? stored) && IsSame(stored, resource))
        {
            _topology.Remove(resource.Key);
        }
    }
}
