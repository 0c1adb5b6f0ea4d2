namespace Wire.Domain;

internal sealed partial class Validation
{
    private enum Visit
    {
        Open,
        Done,
    }

    /// <summary>
    /// No link may be above itself: a master is above its ports, a VLAN above its parent, a VXLAN above its underlay
    /// (<c>__netdev_upper_dev_link</c>, net/core/dev.c). Without recursion, as a chain may be as long as the file.
    /// </summary>
    private void CheckLoops()
    {
        Dictionary<string, List<string>> above = LinksAbove();
        Dictionary<string, Visit> visits = [];
        foreach (string start in _links.Keys)
        {
            if (!visits.ContainsKey(start))
            {
                Walk(start, above, visits);
            }
        }
    }

    private Dictionary<string, List<string>> LinksAbove()
    {
        Dictionary<string, List<string>> above = [];
        foreach ((string reference, Declared declared) in _links)
        {
            Add(reference, ((Link)declared.Resource).Master);
            Add(((Link)declared.Resource).RidesOn, reference);
        }
        return above;

        void Add(string? lower, string? upper)
        {
            if (lower is { Length: > 0 } && upper is { Length: > 0 })
            {
                (above.TryGetValue(lower, out List<string>? uppers) ? uppers : above[lower] = []).Add(upper);
            }
        }
    }

    private void Walk(string start, Dictionary<string, List<string>> above, Dictionary<string, Visit> visits)
    {
        List<(string Link, int Next)> path = [(start, 0)];
        visits[start] = Visit.Open;
        while (path.Count > 0)
        {
            (string link, int next) = path[^1];
            if (!above.TryGetValue(link, out List<string>? uppers) || next == uppers.Count)
            {
                visits[link] = Visit.Done;
                path.RemoveAt(path.Count - 1);
                continue;
            }
            path[^1] = (link, next + 1);
            string upper = uppers[next];
            if (!visits.TryGetValue(upper, out Visit visit))
            {
                visits[upper] = Visit.Open;
                path.Add((upper, 0));
            }
            else if (visit == Visit.Open)
            {
                ReportLoop([.. path.Select(p => p.Link).SkipWhile(l => l != upper)]);
            }
        }
    }

    private void ReportLoop(List<string> loop)
    {
        const int NamesMax = 8;
        Declared last = _links[loop.Where(_links.ContainsKey).Last()];
        string attribute = last.Resource is Link { Master.Length: > 0 } ? "master" : last.Resource is Vlan ? "parent" : "underlay";
        string way = string.Join(" → ", loop.Take(NamesMax).Append(loop.Count > NamesMax ? "…" : "").Where(n => n.Length > 0).Append(loop[0]));
        Report(last, attribute, $"a loop of links, each below the next: {way}", "expected no link to be above itself");
    }
}
