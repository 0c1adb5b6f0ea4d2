namespace Wire.Domain;

/// <summary>What an object of traffic control hangs on.</summary>
internal static class TcPlaces
{
    /// <param name="dev">The link.</param>
    /// <param name="parent">tcm_parent.</param>
    public static IEnumerable<ResourceKey> Of(string dev, uint parent) => parent switch
    {
        TcHandles.Root or TcHandles.Ingress => [ResourceKey.Link(dev)],
        TcHandles.FilterIngress or TcHandles.FilterEgress => [ResourceKey.Link(dev), Qdisc.KeyAt(dev, TcHandles.Ingress)],
        _ when (parent & 0xFFFF) == 0 => [ResourceKey.Link(dev), Qdisc.HandleKey(dev, parent)],
        _ => [ResourceKey.Link(dev), HtbClass.KeyOf(dev, parent)],
    };
}
