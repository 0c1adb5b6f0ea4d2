namespace Wire.Domain;

/// <summary>Settings of a port have their place only at a port.</summary>
internal static class PortRules
{
    public static void CheckMaster(Resource setting, string dev, ResourceKind kind, ValidationContext context)
    {
        if (context.IsDoubtful || context.FindLink(dev) is not { } link)
        {
            return;
        }
        string? master = link.Master ?? (context.FindLive(link.Key) as Link)?.Master;
        if (master is { Length: > 0 } ? context.FindLink(master) is { } found and not Interface && found.Kind != kind : master is not null || context.Live is not null)
        {
            string word = Sugar.PortWord(kind)!;
            context.Report("dev", $"'{dev}' is no {word} of {Article.A(kind)}: {setting.Kind.Name} has nothing to set", $"expected '{word} {dev}' in {Article.A(kind)}");
        }
    }
}
