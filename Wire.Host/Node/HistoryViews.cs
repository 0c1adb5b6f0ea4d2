using Wire.Domain;
using Wire.Host.Api;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>Entries of the log and lines of blame as the API shows them.</summary>
internal static class HistoryViews
{
    /// <summary>Without what it touched: one line of an overview.</summary>
    public static LogEntryView Head(HistoryEntry entry) => Entry(entry with { Objects = [] }, patch: false);

    public static LogEntryView Entry(HistoryEntry entry, bool patch) => new(
        entry.Number,
        entry.Position,
        entry.Time,
        entry.Actor,
        entry.Source,
        entry.Verb,
        entry.Message,
        entry.Outcome?.ToString(),
        [.. entry.Objects.Select(Object)],
        patch ? Views.Changes(entry.Patch) : null);

    private static string Object(ObjectChange change)
    {
        ChangeMark mark = change.Before is null ? ChangeMark.Create : change.After is null ? ChangeMark.Delete : ChangeMark.Change;
        return $"{Views.Mark(mark)} {change.Subject.Title}";
    }

    public static BlameObjectView Blame(BlamedObject blamed) => new(
        blamed.Kind.Name,
        blamed.Key.Id,
        blamed.Exists,
        [.. blamed.Lines.Select(l => new BlameLineView(l.Attribute, l.Value, l.Time, l.By.ToString(), (l.By as BlameSource.ByChange)?.Number, l.Position))]);
}
