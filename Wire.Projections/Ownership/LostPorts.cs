using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>
/// Ports that lost their bridge because it vanished, not because somebody detached them. The kernel tells first that each port
/// has no master, then that the bridge is gone, in one hold of its lock: in one batch or quickly after each other.
/// </summary>
internal sealed class LostPorts
{
    /// <summary>Longer than the kernel needs to delete a bridge of a thousand ports; shorter than a person between two commands.</summary>
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _masterOf = [];
    private readonly Dictionary<string, Detachment> _detached = [];
    private Guid _batch;

    private readonly record struct Detachment(string Master, Guid Boot, long MonotonicNs, Guid Batch);

    /// <summary>By the reference of the bridge that they lost.</summary>
    public ImmutableDictionary<string, ImmutableSortedSet<string>> ByMaster { get; private set; } = ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty;

    public void Observe(in Envelope envelope, Link link)
    {
        _batch = envelope.Batch;
        string reference = link.Reference;
        if (link.Master is { Length: > 0 } master)
        {
            _masterOf[reference] = master;
            _detached.Remove(reference);
            Found(reference);
        }
        else if (_masterOf.Remove(reference, out string? lost))
        {
            _detached[reference] = new(lost, envelope.Boot, envelope.MonotonicNs, envelope.Batch);
        }
    }

    /// <param name="envelope">Of the deletion.</param>
    /// <param name="reference">The link that is gone.</param>
    /// <param name="concerns">Whether the ports it had matter: it is one that Wire makes.</param>
    public void Vanish(in Envelope envelope, string reference, bool concerns)
    {
        _batch = envelope.Batch;
        _masterOf.Remove(reference);
        _detached.Remove(reference);
        Found(reference);
        if (!concerns)
        {
            return;
        }
        foreach ((string port, Detachment detachment) in _detached)
        {
            if (detachment.Master == reference && IsRecent(detachment, envelope))
            {
                ByMaster = ByMaster.SetItem(reference, ByMaster.GetValueOrDefault(reference, ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Add(port));
            }
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Id(_batch);
        writer.Many([.. _masterOf.OrderBy(m => m.Key, StringComparer.Ordinal)], (w, port) =>
        {
            w.Text(port.Key);
            w.Text(port.Value);
        });
        writer.Many([.. _detached.OrderBy(d => d.Key, StringComparer.Ordinal)], (w, port) =>
        {
            w.Text(port.Key);
            w.Text(port.Value.Master);
            w.Id(port.Value.Boot);
            w.Number(port.Value.MonotonicNs);
            w.Id(port.Value.Batch);
        });
        writer.Many([.. ByMaster.OrderBy(m => m.Key, StringComparer.Ordinal)], (w, master) =>
        {
            w.Text(master.Key);
            w.Texts(master.Value);
        });
    }

    public void Load(StateReader reader)
    {
        _batch = reader.Id();
        reader.Many(r => _masterOf[r.Text()] = r.Text());
        reader.Many(r => _detached[r.Text()] = new(r.Text(), r.Id(), r.Number(), r.Id()));
        ByMaster = reader.Many(r => KeyValuePair.Create(r.Text(), ImmutableSortedSet.Create(StringComparer.Ordinal, r.Texts()))).ToImmutableDictionary();
    }

    /// <summary>By the monotonic clock: the wall clock may step between the two.</summary>
    private bool IsRecent(Detachment detachment, in Envelope now) =>
        detachment.Batch == _batch
        || (detachment.Boot == now.Boot && now.MonotonicNs - detachment.MonotonicNs <= Shortly.TotalNanoseconds);

    private void Found(string port)
    {
        foreach ((string master, ImmutableSortedSet<string> ports) in ByMaster)
        {
            ImmutableSortedSet<string> left = ports.Remove(port);
            ByMaster = left.IsEmpty ? ByMaster.Remove(master) : ByMaster.SetItem(master, left);
        }
    }
}
