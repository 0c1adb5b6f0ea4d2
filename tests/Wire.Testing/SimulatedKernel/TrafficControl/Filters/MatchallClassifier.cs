using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>matchall (net/sched/cls_matchall.c): one filter in a priority, which never changes.</summary>
internal sealed class MatchallClassifier(FilterBlock block, uint chain, ushort priority, ushort protocol) : Classifier(block, chain, priority, protocol)
{
    private MatchallFilter? _filter;

    public override string Kind => "matchall";

    public override IEnumerable<Filter> All => _filter is null ? [] : [_filter];

    public override Filter? Change(uint handle, Filter? found, ReadOnlyMemory<byte>? options)
    {
        Attributes a = Nested(options);
        Require(_filter is null, Errno.EEXIST);
        uint flags = Flags(a, TCA_MATCHALL_FLAGS);
        _filter = new(handle == 0 ? 1 : handle)
        {
            Flags = flags,
            ClassId = a.U32(TCA_MATCHALL_CLASSID) ?? 0,
            Actions = FilterAction.Read(Block.Qdisc.Link.Namespace, a.Find(TCA_MATCHALL_ACT)),
        };
        try
        {
            RequireSoftware(flags);
        }
        catch (RefusedException)
        {
            _filter = null;
            throw;
        }
        Bind(_filter);
        return _filter;
    }

    public override bool Delete(Filter found) => true;

    private sealed class MatchallFilter(uint handle) : Filter(handle)
    {
        public uint Flags { get; init; }

        public override void Write(MessageWriter options)
        {
            if (ClassId != 0)
            {
                options.AttributeU32(TCA_MATCHALL_CLASSID, ClassId);
            }
            options.AttributeU32(TCA_MATCHALL_FLAGS, Flags);
            FilterAction.Write(options, TCA_MATCHALL_ACT, Actions);
        }
    }
}
