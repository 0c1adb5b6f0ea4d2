namespace Wire.Testing.Simulation;

/// <summary>The filters at one place (struct tcf_block): chains of priorities.</summary>
internal sealed class FilterBlock(Qdisc qdisc, uint? of)
{
    public Qdisc Qdisc => qdisc;

    /// <summary>The class that it is of; null for the qdisc itself.</summary>
    public uint? Of => of;

    /// <summary>The place as the last request that added a filter called it: it is told so.</summary>
    public uint ToldParent { get; set; }

    /// <summary>By chain; each in the order of priorities. There is no empty one.</summary>
    public SortedDictionary<uint, List<Classifier>> Chains { get; } = [];

    /// <summary>Of all blocks of a qdisc (tc_u_common_ptr).</summary>
    public U32Tables U32 => Qdisc.U32Tables;

    /// <summary>What leads to a class that is made only now is bound to it, in the classes' own blocks alone (tc_bind_tclass).</summary>
    public static void ClassMade(Qdisc qdisc, uint classId) => ForBoundTo(qdisc, classId, (c, f) => c.Bind(f));

    public static void ClassGone(Qdisc qdisc, uint classId) => ForBoundTo(qdisc, classId, (c, f) => c.Unbind(f));

    private static void ForBoundTo(Qdisc qdisc, uint classId, Action<Classifier, Filter> act)
    {
        foreach (Classifier classifier in qdisc.Classes.Select(c => qdisc.Block(c)).OfType<FilterBlock>().SelectMany(b => b.Chains.Values).SelectMany(c => c))
        {
            foreach (Filter filter in classifier.All.Where(f => f.ClassId == classId).ToList())
            {
                act(classifier, filter);
            }
        }
    }
}
