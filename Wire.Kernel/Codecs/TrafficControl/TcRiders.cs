using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What goes with a qdisc or a class: the kernel deletes it without a word (<c>qdisc_put</c>, <c>tcf_block_put</c>).</summary>
internal static class TcRiders
{
    private static readonly string[] Collections = [Qdisc.Collection, HtbClass.Collection, Filter.Collection];

    /// <summary>Appends all that hangs on the object, nearest first.</summary>
    public static void AddOf(Resource root, ObjectContext context, List<Resource> into)
    {
        HashSet<ResourceKey> gone = [root.Key, .. root.Aliases];
        List<Resource> told = [.. Collections.SelectMany(context.ToldOf).Where(r => r.Key != root.Key)];
        int before;
        do
        {
            before = gone.Count;
            for (int i = told.Count - 1; i >= 0; i--)
            {
                if (told[i].GoesWith.Any(k => !k.IsLink && gone.Contains(k)))
                {
                    gone.Add(told[i].Key);
                    gone.UnionWith(told[i].Aliases);
                    into.Add(told[i]);
                    told.RemoveAt(i);
                }
            }
        }
        while (gone.Count > before);
    }
}
