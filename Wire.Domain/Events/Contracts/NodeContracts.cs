namespace Wire.Domain;

/// <summary>Stored forms in the stream "node".</summary>
internal static class NodeContracts
{
    public static readonly EventContract Started = new EventContract<NodeStarted>(new("node.started", 1, EventStream.Node), 4,
        static (ref w, e) =>
        {
            w.Write(e.Version);
            w.Write(e.Pid);
            w.Write(e.Netns);
            w.Write(e.Role);
        },
        static (ref r) => new(r.ReadText(), r.ReadInt32(), r.ReadString(), r.ReadText()));

    public static readonly EventContract Stopped = new EventContract<NodeStopped>(new("node.stopped", 1, EventStream.Node), 1,
        static (ref w, e) => w.Write(e.Reason),
        static (ref r) => new(r.ReadText()));

    public static readonly EventContract Gap = new EventContract<KernelGap>(new("kernel.gap", 1, EventStream.Node), 1,
        static (ref w, e) => w.Write(e.Reason),
        static (ref r) => new(r.ReadText()));

    public static readonly EventContract Resynced = new ResyncedContract();

    public static readonly EventContract Stepped = new EventContract<ClockStepped>(new("clock.stepped", 1, EventStream.Node), 1,
        static (ref w, e) => w.Write(e.Milliseconds),
        static (ref r) => new(r.ReadInt64()));

    public static readonly EventContract Backup = new EventContract<BackupCreated>(new("backup.created", 1, EventStream.Node), 2,
        static (ref w, e) =>
        {
            w.Write(e.Name);
            w.Write(e.Position);
        },
        static (ref r) => new(r.ReadText(), r.ReadInt64()));

    public static EventContract[] All => [Started, Stopped, Gap, Resynced, Stepped, Backup];
}
