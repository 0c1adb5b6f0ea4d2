using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Kernel;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>What is, and what would be.</summary>
internal sealed partial class LocalNode
{
    public Task<PlanReply> PlanAsync(PlanCommand command, CancellationToken cancel) => QueryAsync(reactor =>
    {
        KnownState state = reactor.State;
        ConfigDraft draft = ConfigDraft.Of(state, reactor.Context(), new ApplyCommand(command), reactor.Now.Wall);
        if (draft.Failure is { } failure)
        {
            throw new NodeException(failure);
        }
        IntentState intended = state.Intent;
        switch (draft.Decision)
        {
            case Decision.Accepted accepted:
                intended = intended.Evolve(accepted.Events);
                break;
            case Decision.Refused { Refusal: not NothingToDo and not ConfirmPending } refused:
                throw new NodeException(Failures.Of(refused.Refusal));
        }
        // Whoever may not read the journal is shown the difference itself, not conflicts about whose an object is.
        bool adopt = command.Adopt || _snapshot is { IsOwnershipUnknown: true };
        Plan plan = reactor.Judge(Planner.Plan(reactor.WithReadings(state.Request(intended)) with { Adopt = adopt }));
        return new PlanReply(Views.Changes(plan.Changes), [.. plan.Conflicts.Select(Views.Conflict)], plan.Operations.Length, [.. Notes(state), .. PlanAdvice.Of(plan, intended.Desired, state.Live)]);
    });

    private List<string> Notes(KnownState state)
    {
        List<string> notes = [.. _snapshot?.Notes ?? []];
        if (state.Intent.Pending is { } pending)
        {
            notes.Add($"change #{pending.Number} awaits confirmation: nothing else can be applied until then");
        }
        return notes;
    }

    public Task<StatusReply> StatusAsync(CancellationToken cancel) => QueryAsync(reactor =>
    {
        KnownState state = reactor.State;
        return new StatusReply(
            ProductVersion.Text,
            IsDaemon ? new DaemonView(Environment.ProcessId, _since, ResidentBytes()) : null,
            _options.Netns,
            JournalView(state),
            Counts(state.Intent.Desired.Values.Select(d => d.Resource)),
            Counts(state.Live.All),
            [.. state.Intent.Desired.Values.Where(d => !Planner.Fits(d, state.Live)).Select(d => d.Resource.Title).Order(StringComparer.Ordinal)],
            state.History.Entries().Select(HistoryViews.Head).FirstOrDefault(),
            state.Intent.Pending is { } pending ? new PendingConfirmView(pending.Number, pending.Deadline) : null,
            [.. _snapshot?.Notes ?? [], .. new[] { _engine?.Suspension, _engine?.TroubleWithThePast }.OfType<string>(), .. reactor.Warnings()]);
    });

    private JournalView JournalView(KnownState state)
    {
        if (_engine is null && !Directory.Exists(_options.JournalDirectory))
        {
            return new(_options.JournalDirectory, Guid.Empty, 0, 0, 0, 0);
        }
        string[] segments = _snapshot is { Notes.Count: > 0 } ? [] : Directory.GetFiles(_options.JournalDirectory, "*.segment");
        long bytes = segments.Sum(s => new FileInfo(s).Length);
        return _engine is { } engine
            ? new(_options.JournalDirectory, engine.Journal.JournalId, state.Position, engine.Journal.DurablePosition, segments.Length, bytes)
            : new(_options.JournalDirectory, _snapshot!.Node, _snapshot.RecordedPosition, _snapshot.RecordedPosition, segments.Length, bytes);
    }

    private static long ResidentBytes() => Environment.WorkingSet;

    private static SortedDictionary<string, int> Counts(IEnumerable<Resource> resources)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (Resource resource in resources)
        {
            counts[resource.Kind.Name] = counts.GetValueOrDefault(resource.Kind.Name) + 1;
        }
        return counts;
    }

    public async Task<ShowReply> ShowAsync(ShowQuery query, CancellationToken cancel)
    {
        if (query.Kind is { } kind && ResourceKinds.Find(kind) is null && !ResourceKinds.All.Any(k => k.Collection == kind))
        {
            throw new NodeException(NodeError.BadRequest, $"there is no kind '{kind}'",
                [$"Kinds: {string.Join(", ", ResourceKinds.All.Select(k => k.Name))}."]);
        }
        if (query.Statistics && (query.At is not null || query.Desired))
        {
            throw new NodeException(NodeError.BadRequest, "counters are not recorded: there are those of now only", ["Leave --at and --desired away, or --stats."]);
        }
        ShowReply reply = query.At is { } point
            ? Show(await ThenAsync(point, cancel).ConfigureAwait(false), query)
            : await QueryAsync(r => Show(r.State, query) with { Time = r.Now.Wall }).ConfigureAwait(false);
        return query.Statistics ? reply with { Statistics = Statistics(reply.Resources) } : reply;
    }

    /// <summary>Asked of the kernel now, on this thread: they change at every look, so no state has them.</summary>
    private List<StatisticsView> Statistics(IReadOnlyList<ResourceView> shown)
    {
        string[] links = [.. shown.Where(r => ResourceKinds.Find(r.Kind) is { IsLink: true }).Select(r => r.Name)];
        if (links.Length == 0)
        {
            throw new NodeException(NodeError.BadRequest, "only links have counters", ["For example: wire show eth0 --stats."]);
        }
        INetlinkProvider kernel = _opener.Kernel(_options);
        List<StatisticsView> counted = [];
        foreach (string link in links)
        {
            (string? netns, string name) = LinkName.Split(link);
            try
            {
                counted.Add(new(link, [.. kernel.Ask(netns, new StatisticsOfLink(name)).Select(c => new CounterView(c.Name, c.Value))]));
            }
            catch (NetlinkException gone) when (links.Length > 1 && gone is NetnsMissingException or { Errno: Errno.ENODEV })
            {
                // It was there a moment ago.
            }
            catch (NetlinkException refused)
            {
                throw new NodeException(NodeError.KernelRefused, refused.Message, inner: refused);
            }
        }
        return counted;
    }

    private static ShowReply Show(KnownState state, ShowQuery query)
    {
        IEnumerable<Resource> all = query.Desired ? state.Intent.Desired.Values.Select(d => d.Resource) : state.Live.All;
        Resource[] chosen = [.. all
            .Where(r => query.Kind is null || r.Kind.Name == query.Kind || r.Kind.Collection == query.Kind)
            .Where(r => query.Name is null || r.IsCalled(query.Name))
            .OrderBy(r => Array.IndexOf(Names.Collections, r.Kind.Collection))
            .ThenBy(r => r.Key.Id, StringComparer.Ordinal)];
        if (chosen.Length == 0 && query.Name is { } name)
        {
            throw new NodeException(NodeError.NotFound, $"there is no {query.Kind ?? "object"} named '{name}'");
        }
        return new(state.Position, state.Time, [.. chosen.Select(r => Views.Resource(r, Owners.Of(r, state), StateOf(r, state)))]);
    }

    private static string? StateOf(Resource resource, KnownState state) =>
        !state.Intent.Desired.TryGetValue(resource.Key, out Declared? declared) ? null
        : Planner.Fits(declared, state.Live) ? "ok"
        : state.Live.TryGet(resource.Key, out _) ? "drifted" : "missing";

    public Task<ExportReply> ExportAsync(ExportQuery query, CancellationToken cancel) => QueryAsync(reactor =>
    {
        ConfigForm form = query.Sequential ? ConfigForm.Sequential : ConfigForm.Hierarchical;
        KnownState state = reactor.State;
        return new ExportReply(query.Desired
            ? ConfigWriter.Export(state.Intent.Desired.Values, form)
            : ConfigWriter.Export(LiveExport.Select(state.Live), form));
    });
}
