using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>flower (net/sched/cls_flower.c): filters by their keys, of which no two in a priority are the same.</summary>
internal sealed class FlowerClassifier(FilterBlock block, uint chain, ushort priority, ushort protocol) : Classifier(block, chain, priority, protocol)
{
    private readonly List<FlowerFilter> _filters = [];

    public override string Kind => "flower";

    public override IEnumerable<Filter> All => _filters;

    public override Filter? Change(uint handle, Filter? found, ReadOnlyMemory<byte>? options)
    {
        Attributes a = Nested(options);
        uint flags = Flags(a, TCA_FLOWER_FLAGS);
        FlowerFilter made = new(handle != 0 ? handle : FreeHandle())
        {
            Flags = flags,
            ClassId = a.U32(TCA_FLOWER_CLASSID) ?? 0,
            Actions = FilterAction.Read(Block.Qdisc.Link.Namespace, a.Find(TCA_FLOWER_ACT)),
            Keys = FlowerKeys.Read(a),
        };
        Require(found is not FlowerFilter before || before.Keys.HasMaskOf(made.Keys), Errno.EINVAL);
        Require(_filters.TrueForAll(f => f == found || !f.Keys.IsSameAs(made.Keys)), Errno.EEXIST);
        RequireSoftware(flags);
        if (found is FlowerFilter old)
        {
            Unbind(old);
            _filters[_filters.IndexOf(old)] = made;
        }
        else
        {
            _filters.Add(made);
        }
        Bind(made);
        return made;
    }

    public override bool Delete(Filter found)
    {
        Unbind(found);
        _filters.Remove((FlowerFilter)found);
        return _filters.Count == 0;
    }

    private uint FreeHandle() => Enumerable.Range(1, _filters.Count + 1).Select(i => (uint)i).First(i => _filters.TrueForAll(f => f.Handle != i));

    private sealed class FlowerFilter(uint handle) : Filter(handle)
    {
        public uint Flags { get; init; }

        public required FlowerKeys Keys { get; init; }

        public override void Write(MessageWriter options)
        {
            if (ClassId != 0)
            {
                options.AttributeU32(TCA_FLOWER_CLASSID, ClassId);
            }
            Keys.Write(options);
            options.AttributeU32(TCA_FLOWER_FLAGS, Flags).AttributeU32(TCA_FLOWER_IN_HW_COUNT, 0);
            FilterAction.Write(options, TCA_FLOWER_ACT, Actions);
        }
    }
}
