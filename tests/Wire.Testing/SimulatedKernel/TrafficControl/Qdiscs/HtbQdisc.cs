using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>htb (net/sched/sch_htb.c): a tree of classes, whose leaves have qdiscs.</summary>
internal sealed class HtbQdisc : Qdisc
{
    private const uint HtbVersion = 0x30011;

    /// <summary>struct tc_htb_glob: version, rate2quantum, defcls, debug, direct_pkts.</summary>
    private const int GlobBytes = 20;

    private readonly FilterBlock _filters;
    private readonly Dictionary<uint, HtbClass> _classes = [];
    private uint _rate2Quantum, _default, _directLength;

    public HtbQdisc(SimulatedLink link)
        : base(link) => _filters = new(this, null);

    public override string Kind => "htb";

    public override bool HasClasses => true;

    public override bool TakesChildren => true;

    public override bool HasFilters => true;

    public override IEnumerable<Qdisc?> Children => _classes.Values.Select(c => c.Leaf);

    public override IEnumerable<uint> Classes => _classes.Keys;

    public override void Create(ReadOnlyMemory<byte>? options)
    {
        Attributes a = Nested(options);
        Require(a.Find(TCA_HTB_INIT) is { Length: >= GlobBytes }, Errno.EINVAL);
        ReadOnlySpan<byte> glob = a.Find(TCA_HTB_INIT)!.Value.Span;
        Require(BitConverter.ToUInt32(glob) == HtbVersion >> 16, Errno.EINVAL);
        _rate2Quantum = Math.Max(1, BitConverter.ToUInt32(glob[4..]));
        _default = BitConverter.ToUInt32(glob[8..]);
        _directLength = a.U32(TCA_HTB_DIRECT_QLEN) ?? Link.TxQueueLength;
    }

    public override void WriteOptions(MessageWriter message) => message.Nest(TCA_OPTIONS, options => options
        .Attribute(TCA_HTB_INIT, [.. new[] { HtbVersion, _rate2Quantum, _default, 0u, 0u }.SelectMany(BitConverter.GetBytes)])
        .AttributeU32(TCA_HTB_DIRECT_QLEN, _directLength));

    public override uint? Find(uint classId) => _classes.ContainsKey(classId) ? classId : null;

    public override Qdisc? Leaf(uint found) => _classes[found].Leaf;

    public override void Graft(uint found, Qdisc? next)
    {
        Require(_classes[found].Level == 0, Errno.EINVAL);
        _classes[found].Leaf = next ?? FifoQdisc.ForEmptyPlace(Link);
    }

    public override FilterBlock? Block(uint? found) => found is { } id ? _classes[id].Filters : _filters;

    public override void Use(uint classId, int by)
    {
        if (_classes.TryGetValue(classId, out HtbClass? used))
        {
            used.Users += by;
        }
    }

    public override uint ChangeClass(uint? found, uint classId, uint parent, TcRequest wanted)
    {
        HtbClass.Parameters asked = HtbClass.Read(Nested(wanted.Options));
        HtbClass changed = found is { } id ? _classes[id] : Insert(classId, parent);
        changed.Take(asked, _rate2Quantum);
        return changed.Id;
    }

    public override void DeleteClass(uint found)
    {
        HtbClass gone = _classes[found];
        Require(gone.Users == 0 && !_classes.Values.Any(c => c.Parent == gone), Errno.EBUSY, "HTB class in use");
        _classes.Remove(found);
        if (gone.Parent is { } parent && !_classes.Values.Any(c => c.Parent == parent))
        {
            parent.Level = 0;
            parent.Leaf = FifoQdisc.ForEmptyPlace(Link);
        }
    }

    public override (uint Handle, uint Parent, uint Leaf, Action<MessageWriter>? Options) TellClass(uint found)
    {
        HtbClass told = _classes[found];
        return (told.Id, told.Parent?.Id ?? TC_H_ROOT, told.Leaf?.Handle ?? 0, told.Write);
    }

    private HtbClass Insert(uint classId, uint parentId)
    {
        HtbClass? parent = parentId == TC_H_ROOT ? null : _classes.GetValueOrDefault(parentId);
        Require(classId != 0 && Major(classId) == Handle && !_classes.ContainsKey(classId), Errno.EINVAL);
        Require(parent is not { Parent.Level: < 2 }, Errno.EINVAL, "tree is too deep");
        parent?.BecomeInner();
        HtbClass made = new(classId, parent) { Leaf = FifoQdisc.ForEmptyPlace(Link) };
        made.Filters = new(this, classId);
        _classes.Add(classId, made);
        return made;
    }
}
