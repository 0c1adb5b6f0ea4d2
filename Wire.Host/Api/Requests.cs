namespace Wire.Host.Api;

/// <param name="Text">The whole configuration.</param>
/// <param name="File">Its name as the person gave it; "-" for standard input.</param>
/// <param name="Merge">Only add and change; otherwise what is not in the text is withdrawn.</param>
/// <param name="Adopt">Take over links that exist and were made by somebody else.</param>
/// <param name="AllowEmpty">A text that declares nothing withdraws everything: meant so.</param>
public sealed record PlanCommand(string Text, string File, bool Merge = false, bool Adopt = false, bool AllowEmpty = false);

/// <param name="Config">What to apply.</param>
/// <param name="ConfirmSeconds">Undo it unless confirmed within so many seconds, 1 to 86400; null for no deadline.</param>
/// <param name="Message">Why, for the log; at most 1024 bytes.</param>
public sealed record ApplyCommand(PlanCommand Config, int? ConfirmSeconds = null, string? Message = null);

/// <param name="Change">The number of the change; null for the newest that is not undone.</param>
/// <param name="Message">Why.</param>
public sealed record UndoCommand(int? Change = null, string? Message = null);

public sealed record RedoCommand(string? Message = null);

/// <param name="To">A point: "#12", "@1234", "5m ago", an ISO 8601 time, "now".</param>
/// <param name="Netns">Build it in this named, empty namespace instead of changing the node; null for the node itself.</param>
/// <param name="Message">Why.</param>
public sealed record ReplayCommand(string To, string? Netns = null, string? Message = null);

/// <param name="Kind">A kind ("bridge") or a collection ("link"); null for all.</param>
/// <param name="Name">The object's name; null for all.</param>
/// <param name="At">A point; null for now.</param>
/// <param name="Desired">What was declared, instead of what the kernel shows.</param>
/// <param name="Statistics">The counters of the links' drivers besides; now, and of links only.</param>
public sealed record ShowQuery(string? Kind = null, string? Name = null, string? At = null, bool Desired = false, bool Statistics = false);

/// <param name="Patch">With the differences of each change.</param>
/// <param name="Object">Only what touched the object of this name.</param>
/// <param name="Since">A point; null for the beginning.</param>
/// <param name="All">Healings, and what the kernel and other programs did, too.</param>
/// <param name="Limit">At most so many, newest first.</param>
public sealed record LogQuery(bool Patch = false, string? Object = null, string? Since = null, bool All = false, int Limit = LogQuery.LimitDefault)
{
    public const int LimitDefault = 1000;
}

/// <param name="From">A point.</param>
/// <param name="To">A point.</param>
/// <param name="Desired">Compare what was declared, instead of what the kernel showed.</param>
public sealed record DiffQuery(string From, string To, bool Desired = false);

public sealed record BlameQuery(string Name);

/// <param name="Sequential">One statement a line, instead of blocks.</param>
/// <param name="Desired">What is declared, instead of what the kernel shows.</param>
public sealed record ExportQuery(bool Sequential = false, bool Desired = false);

/// <param name="Name">1 to 64 letters, digits, '-', '_' or '.'; null for one made of the time.</param>
/// <param name="Message">Why.</param>
public sealed record BackupCommand(string? Name = null, string? Message = null);

/// <param name="Name">The backup's.</param>
/// <param name="Message">Why.</param>
public sealed record RestoreCommand(string Name, string? Message = null);

/// <param name="From">Start with this position; null for what comes from now on.</param>
public sealed record WatchQuery(long? From = null);
