using System.Diagnostics;
using System.Text.Json.Nodes;
using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Tests.Node;
using Wire.Journal;

namespace Wire.Host.Tests.Life;

/// <summary>Leads one life through a whole node on the running kernel. What fails is said with the kind, the step, the place, and both values.</summary>
internal sealed class LifeRun
{
    /// <summary>Longer than the pause between two looks at what the kernel does not announce.</summary>
    private static readonly TimeSpan _healed = TimeSpan.FromSeconds(10);

    private const int LastEventsMax = 40;

    private readonly KindLife _life;
    private readonly ResourceKind _kind;
    private readonly string _state;
    private readonly LifeNamespace _netns;
    private LifeNode _node;
    private Picture _now = Picture.Nothing;
    private Picture _before = Picture.Nothing;
    private IReadOnlyList<Reading> _baseline = [];
    private string _step = "";

    private LifeRun(KindLife life, string state, LifeNamespace netns, LifeNode node)
    {
        _life = life;
        _kind = ResourceKinds.Find(life.Kind)!;
        _state = state;
        _netns = netns;
        _node = node;
    }

    /// <summary>A configuration, and what other programs say when it is applied.</summary>
    private sealed record Picture(string Text, IReadOnlyList<Reading> Shows, bool IsThere)
    {
        public static Picture Nothing { get; } = new("", [], false);

        public Picture After(Change change) =>
            new(change.Edit(Text), [.. Shows.Where(s => change.Shows.All(c => c.Place != s.Place)), .. change.Shows], true);
    }

    public static async Task RunAsync(KindLife life)
    {
        using TemporaryDirectory directory = new();
        string state = Directory.CreateDirectory(directory.File("state"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        using LifeNamespace netns = new(life, 1, state);
        LifeRun run = new(life, state, netns, await LifeNode.OpenAsync(state, netns.Name));
        try
        {
            await run.LiveAsync();
        }
        catch (NodeException e)
        {
            throw run.Failure([e.Message, .. e.Reply.Details]);
        }
        finally
        {
            await run._node.DisposeAsync();
        }
    }

    private async Task LiveAsync()
    {
        _baseline = _kind.IsMade ? [] : Baseline();
        _now = Picture.Nothing with { Shows = _baseline };
        await ApplyAsync("applied", new(_life.Text, _life.Shows, true), _kind.IsMade ? "+" : "~");
        foreach (Change change in _life.InPlace)
        {
            JsonNode? index = Index();
            await ApplyAsync($"in place: {change}", _now.After(change), "~");
            Expect("ifindex", index?.ToJsonString(), Index()?.ToJsonString());
        }
        if (_life.Anew is { } anew)
        {
            await ApplyAsync($"made anew: {anew}", _now.After(anew), "-/+");
        }
        foreach (string command in _life.Foreign)
        {
            await HealAsync(command);
        }
        await UndoAndRedoAsync();
        await RestartAsync();
        await ReplayAsync();
        await ApplyAsync("withdrawn", new(_life.Without, _baseline, false), _kind.IsMade ? "-" : "~");
        await UndoAndRedoAsync();
    }

    private async Task ApplyAsync(string step, Picture next, string mark)
    {
        _step = step;
        PlanCommand command = new(next.Text, "life.wire", AllowEmpty: true);
        PlanReply plan = await _node.Node.PlanAsync(command, Cancel);
        Expect("the plan's mark", mark, Mark(plan.Changes));
        ChangeReply done = await _node.Node.ApplyAsync(new ApplyCommand(command), Cancel);
        Expect("the mark of what was done", mark, Mark(done.Changes));
        (_before, _now) = (_now, next);
        await CheckAsync();
    }

    /// <summary>Wire does something about it, and then all is as it was.</summary>
    private async Task HealAsync(string command)
    {
        _step = $"foreign: {command}";
        long position = (await _node.Node.StatusAsync(Cancel)).Journal.Position;
        _netns.Must(command);
        Stopwatch watch = Stopwatch.StartNew();
        while (!await HasHealedAsync(position))
        {
            if (watch.Elapsed > _healed)
            {
                throw Failure([$"Wire healed nothing within {_healed.TotalSeconds} s", .. Differences(_netns, _now)]);
            }
            await Task.Delay(5, Cancel);
        }
        await CheckAsync();
    }

    private async Task<bool> HasHealedAsync(long position)
    {
        IReadOnlyList<LogEntryView> entries = (await _node.Node.LogAsync(new LogQuery(All: true, Limit: 20), Cancel)).Entries;
        return entries.Any(e => e.Verb == "heal" && e.Position > position) && (await _node.Node.StatusAsync(Cancel)).Drift.Count == 0
            && !Differences(_netns, _now).Any(); // what the kernel takes along it may take a moment later
    }

    private async Task UndoAndRedoAsync()
    {
        string step = _step;
        (_step, _now, _before) = ($"undo of {step}", _before, _now);
        await _node.Node.UndoAsync(new UndoCommand(), Cancel);
        await CheckAsync();
        (_step, _now, _before) = ($"redo of {step}", _before, _now);
        await _node.Node.RedoAsync(new RedoCommand(), Cancel);
        await CheckAsync();
    }

    /// <summary>What the journal holds and what the kernel shows are one: a new process finds nothing to do.</summary>
    private async Task RestartAsync()
    {
        _step = "started again";
        await _node.DisposeAsync();
        _node = await LifeNode.OpenAsync(_state, _netns.Name);
        await CheckAsync();
    }

    private async Task ReplayAsync()
    {
        _step = "replayed into an empty namespace";
        using LifeNamespace empty = new(_life, 2, _state);
        ReplayReply reply = await _node.Node.ReplayAsync(new ReplayCommand("now", empty.Name), Cancel);
        Report([.. reply.Notes, .. Differences(empty, _now)]);
    }

    /// <summary>Other programs see what is declared, Wire sees no drift, and the same text again is nothing to do.</summary>
    private async Task CheckAsync()
    {
        List<string> differences = [.. Differences(_netns, _now)];
        differences.AddRange((await _node.Node.StatusAsync(Cancel)).Drift.Select(d => $"Wire says that it drifted: {d}"));
        PlanReply again = await _node.Node.PlanAsync(new PlanCommand(_now.Text, "life.wire", AllowEmpty: true), Cancel);
        differences.AddRange(again.Changes.Select(c => $"the plan for what is there already: {Words(c)}"));
        Report(differences);
    }

    private IEnumerable<string> Differences(LifeNamespace netns, Picture picture)
    {
        Dictionary<string, JsonNode?> seen = [];
        if (!picture.IsThere && _kind.IsMade)
        {
            JsonNode? left = JsonPath.Find(netns.Json(_life.Look), _life.At);
            return left is null or JsonObject { Count: 0 } ? [] : [$"it is still there: {left.ToJsonString()}"];
        }
        return picture.Shows.Select(s => (Reading: s, Found: Read(netns, s, seen))).Where(s => !s.Reading.Holds(s.Found))
            .Select(s => $"{s.Reading}: expected {s.Reading.Expected}, actual {s.Found?.ToJsonString() ?? "nothing"}");
    }

    private JsonNode? Read(LifeNamespace netns, Reading reading, Dictionary<string, JsonNode?> seen)
    {
        if (reading.Path is null)
        {
            return JsonValue.Create(netns.Output(reading.Command!)?.Trim());
        }
        string command = reading.Command ?? _life.Look;
        if (!seen.TryGetValue(command, out JsonNode? root))
        {
            seen[command] = root = netns.Json(command);
        }
        return JsonPath.Find(reading.Command is null ? JsonPath.Find(root, _life.At) : root, reading.Path);
    }

    /// <summary>What is there before Wire, in every place that the life looks at: what it has to go back to.</summary>
    private List<Reading> Baseline()
    {
        Dictionary<string, JsonNode?> seen = [];
        IEnumerable<Reading> all = _life.Shows.Concat(_life.InPlace.SelectMany(c => c.Shows)).Concat(_life.Anew?.Shows ?? []);
        return [.. all.DistinctBy(r => r.Place).Select(place =>
        {
            string? text = Read(_netns, place, seen)?.ToJsonString();
            return new Reading(place.Command, place.Path, text ?? "nothing", found => found?.ToJsonString() == text);
        })];
    }

    private JsonNode? Index() =>
        _kind.Collection == "link" ? JsonPath.Find(JsonPath.Find(_netns.Json(_life.Look), _life.At), "ifindex") : null;

    /// <summary>An <c>interface</c> of the configuration is in the plan as what the kernel shows it to be: the collection tells.</summary>
    private string? Mark(IReadOnlyList<ChangeView> changes) =>
        changes.FirstOrDefault(c => c.Name == _life.Name && ResourceKinds.Find(c.Kind)!.Collection == _kind.Collection)?.Mark
        ?? $"none for {_life.Kind} {_life.Name}, but {(changes.Count == 0 ? "nothing" : string.Join("; ", changes.Select(Words)))}";

    private static string Words(ChangeView change) =>
        $"{change.Mark} {change.Kind} {change.Name} ({string.Join(", ", change.Attributes.Select(a => $"{a.Name} {a.Old ?? "-"} → {a.New ?? "-"}"))})";

    private void Expect(string what, string? expected, string? actual) =>
        Report(expected == actual ? [] : [$"{what}: expected {expected}, actual {actual}"]);

    private void Report(List<string> differences)
    {
        if (differences.Count > 0)
        {
            throw Failure(differences);
        }
    }

    private Xunit.Sdk.XunitException Failure(IEnumerable<string> differences) =>
        new($"{_life.Title}, {_step}:\n{string.Join('\n', differences)}\nwith\n{_now.Text}\nafter\n{string.Join('\n', LastEvents())}");

    /// <summary>What led to it: the end of the journal.</summary>
    private IEnumerable<string> LastEvents()
    {
        using JournalReader journal = JournalReader.Open(Path.Combine(_state, "journal"));
        return [.. journal.Read().Select(EventViews.Of).Select(e => $"{e.Position} {e.Source}: {e.Summary} {e.Data.ToJsonString()}").TakeLast(LastEventsMax)];
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
