using System.Text.Json.Nodes;

namespace Wire.Host.Api;

/// <summary>One object. <paramref name="Attributes"/> has the words of the configuration language; numbers and on/off are JSON numbers and booleans.</summary>
/// <param name="Kind">"bridge", "route", …</param>
/// <param name="Name">Its name within its collection.</param>
/// <param name="Owner">"wire", "adopted", "foreign" or "kernel".</param>
/// <param name="State">"ok", "drifted" (declared and not as declared) or "missing"; null when nothing is declared of it.</param>
public sealed record ResourceView(string Kind, string Name, string Owner, string? State, JsonObject Attributes);

/// <param name="Position">The journal's.</param>
/// <param name="Time">Of which it is the state.</param>
/// <param name="Resources">What was asked for.</param>
/// <param name="Statistics">Of those that are links, where they were asked for.</param>
public sealed record ShowReply(long Position, DateTimeOffset Time, IReadOnlyList<ResourceView> Resources, IReadOnlyList<StatisticsView>? Statistics = null);

/// <param name="Link">The link's name.</param>
/// <param name="Counters">Those of its driver, in the driver's order; none for a driver that counts nothing.</param>
public sealed record StatisticsView(string Link, IReadOnlyList<CounterView> Counters);

/// <param name="Name">As the driver calls it, and <c>ethtool -S</c>.</param>
/// <param name="Value">Since the driver began.</param>
public sealed record CounterView(string Name, ulong Value);

/// <param name="Mark">"+", "~", "-/+" or "-".</param>
/// <param name="Kind">The object's kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">What differs; for a creation all that is asked for.</param>
/// <param name="Interrupts">What traffic stops meanwhile; null for none.</param>
public sealed record ChangeView(string Mark, string Kind, string Name, IReadOnlyList<AttributeChangeView> Attributes, string? Interrupts);

public sealed record AttributeChangeView(string Name, string? Old, string? New, bool ForcesRecreation);

/// <param name="Changes">By object, in the order in which they would be done; empty when nothing is to do.</param>
/// <param name="Conflicts">What stands in the way; then applying is refused.</param>
/// <param name="Operations">How many requests to the kernel.</param>
/// <param name="Notes">What the reader should know, e.g. that the journal could not be read.</param>
public sealed record PlanReply(IReadOnlyList<ChangeView> Changes, IReadOnlyList<string> Conflicts, int Operations, IReadOnlyList<string> Notes);

/// <param name="Change">The change's number; null when nothing was to do.</param>
/// <param name="Position">The journal position at which it was settled.</param>
/// <param name="Changes">What was done.</param>
/// <param name="Operations">How many operations the kernel carried out.</param>
/// <param name="Milliseconds">From the request to its being settled.</param>
/// <param name="ConfirmBy">Undone at this time unless confirmed; null for no deadline.</param>
/// <param name="Notes">What the reader should know.</param>
public sealed record ChangeReply(int? Change, long Position, IReadOnlyList<ChangeView> Changes, int Operations, double Milliseconds, DateTimeOffset? ConfirmBy, IReadOnlyList<string> Notes);

/// <param name="Change">The change's number; null when it was built in a namespace of its own or nothing was to do.</param>
/// <param name="To">The position that was replayed to.</param>
/// <param name="Time">Its time.</param>
/// <param name="Netns">Where it was built; null for the node itself.</param>
/// <param name="Changes">What was done.</param>
/// <param name="Operations">How many operations the kernel carried out.</param>
/// <param name="Notes">What could not be built there, and why.</param>
public sealed record ReplayReply(int? Change, long To, DateTimeOffset Time, string? Netns, IReadOnlyList<ChangeView> Changes, int Operations, IReadOnlyList<string> Notes);

/// <param name="Version">Wire's version.</param>
/// <param name="Daemon">Null without a daemon.</param>
/// <param name="Netns">The named namespace it works in; null for its own.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Declared">How many objects are declared.</param>
/// <param name="Live">How many the kernel shows.</param>
/// <param name="Drift">What is declared and not as declared; empty when all is well.</param>
/// <param name="LastChange">The newest change; null for none.</param>
/// <param name="PendingConfirm">A change that waits for <c>wire confirm</c>; null for none.</param>
/// <param name="Warnings">Gaps, escalations, a full disk: what a person should know.</param>
public sealed record StatusReply(
    string Version,
    DaemonView? Daemon,
    string? Netns,
    JournalView Journal,
    IReadOnlyDictionary<string, int> Declared,
    IReadOnlyDictionary<string, int> Live,
    IReadOnlyList<string> Drift,
    LogEntryView? LastChange,
    PendingConfirmView? PendingConfirm,
    IReadOnlyList<string> Warnings);

public sealed record DaemonView(int Pid, DateTimeOffset Since, long ResidentBytes);

public sealed record JournalView(string Directory, Guid Id, long Position, long Durable, int Segments, long Bytes);

public sealed record PendingConfirmView(int Change, DateTimeOffset ConfirmBy);

/// <summary>One entry of the log: a change, a healing, or something that the kernel or another program did.</summary>
/// <param name="Change">The change's number; null for what is no change.</param>
/// <param name="Position">Of its first event.</param>
/// <param name="Time">Wall time.</param>
/// <param name="Actor">"root (uid 0)", "kernel", "ip (port 4711)", "wire".</param>
/// <param name="Source">"cli", "api", "healer", "netlink", …</param>
/// <param name="Verb">"apply", "undo", "heal", "observed", …</param>
/// <param name="Message">What the person said.</param>
/// <param name="Outcome">"applied", "rolled back: …", "awaits confirmation until …", "undone by #n", …; null where it means nothing.</param>
/// <param name="Objects">What it touched, with its mark: "+ bridge vswitch0".</param>
/// <param name="Patch">The differences; null when not asked for.</param>
public sealed record LogEntryView(
    int? Change,
    long Position,
    DateTimeOffset Time,
    string Actor,
    string Source,
    string Verb,
    string? Message,
    string? Outcome,
    IReadOnlyList<string> Objects,
    IReadOnlyList<ChangeView>? Patch);

public sealed record LogReply(IReadOnlyList<LogEntryView> Entries, bool Truncated);

public sealed record PointView(long Position, DateTimeOffset? Time);

public sealed record DiffReply(PointView From, PointView To, IReadOnlyList<ChangeView> Changes);

/// <param name="Kind">The object's kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Exists">Whether the kernel shows it now.</param>
/// <param name="Attributes">Each with who set it.</param>
public sealed record BlameObjectView(string Kind, string Name, bool Exists, IReadOnlyList<BlameLineView> Attributes);

/// <param name="Name">The attribute.</param>
/// <param name="Value">Its value, canonical text.</param>
/// <param name="Time">When it got it.</param>
/// <param name="By">Who: "#12 root: new uplink", "ip (port 4711)", "kernel".</param>
/// <param name="Change">The change's number; null when it was none.</param>
/// <param name="Position">The event that set it.</param>
public sealed record BlameLineView(string Name, string? Value, DateTimeOffset Time, string By, int? Change, long Position);

public sealed record BlameReply(IReadOnlyList<BlameObjectView> Objects);

public sealed record ExportReply(string Text);

/// <param name="Name">Its name.</param>
/// <param name="Created">When.</param>
/// <param name="Position">The last position it has.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="Message">Why it was made.</param>
public sealed record BackupView(string Name, DateTimeOffset Created, long Position, long Bytes, string? Message);

public sealed record BackupListReply(IReadOnlyList<BackupView> Backups);

/// <param name="Backup">What the manifest says.</param>
/// <param name="Verified">Its chain was just checked.</param>
/// <param name="Declared">What it would restore.</param>
public sealed record BackupDetailReply(BackupView Backup, bool Verified, IReadOnlyList<ResourceView> Declared);

/// <summary>One event as it is recorded.</summary>
/// <param name="Position">From 1, without holes.</param>
/// <param name="Time">Wall time.</param>
/// <param name="Stream">"intent", "kernel", "reactor" or "node".</param>
/// <param name="Name">"bridge.declared", …</param>
/// <param name="Version">Of its stored form.</param>
/// <param name="Actor">Who.</param>
/// <param name="Source">From where.</param>
/// <param name="Change">What correlates the events of one action.</param>
/// <param name="Summary">One line for a person.</param>
/// <param name="Data">Its content.</param>
public sealed record EventView(long Position, DateTimeOffset Time, string Stream, string Name, int Version, string Actor, string Source, Guid? Change, string Summary, JsonObject Data);

public sealed record VersionReply(string Version);

/// <param name="File">The configuration's name as given.</param>
/// <param name="Canonical">Whether it already was as it should be.</param>
/// <param name="Text">Its canonical text.</param>
public sealed record FormatReply(string File, bool Canonical, string Text);

/// <param name="Id">The journal's id.</param>
/// <param name="Segments">How many files.</param>
/// <param name="Bytes">Of all files, with reserved room.</param>
/// <param name="Batches">Commits.</param>
/// <param name="Events">Events.</param>
/// <param name="LastPosition">The last event's position; 0 in an empty journal.</param>
/// <param name="FirstTime">Of the first event; null in an empty journal.</param>
/// <param name="LastTime">Of the last event; null in an empty journal.</param>
/// <param name="LastHash">The last chain hash, hexadecimal.</param>
/// <param name="Streams">Events by stream.</param>
public sealed record JournalStatReply(
    Guid Id,
    int Segments,
    int Archived,
    long Bytes,
    long Batches,
    long Events,
    long LastPosition,
    DateTimeOffset? FirstTime,
    DateTimeOffset? LastTime,
    string LastHash,
    IReadOnlyDictionary<string, long> Streams);

/// <summary>One look of a bisection.</summary>
/// <param name="Position">The point of the journal that was built.</param>
/// <param name="Verdict">"good", "bad" or "skip".</param>
/// <param name="ExitCode">The program's.</param>
/// <param name="Objects">How many were wanted there.</param>
/// <param name="Notes">What could not be built, and why.</param>
public sealed record BisectStep(long Position, string Verdict, int ExitCode, int Objects, IReadOnlyList<string> Notes);

/// <param name="Steps">In their order; the first two are the ends.</param>
/// <param name="Suspects">The event that turned it; several where the program could not tell of those before the last.</param>
public sealed record BisectReply(IReadOnlyList<BisectStep> Steps, IReadOnlyList<EventView> Suspects);

/// <param name="Text">The proof, the head or the key, as it is kept in a file.</param>
public sealed record ProofView(string Text);

/// <summary>What a proof proves.</summary>
/// <param name="Journal">Of which journal.</param>
/// <param name="Size">How many positions it had.</param>
/// <param name="Root">Its root, base64.</param>
/// <param name="OldSize">That it begins with a journal of so many positions; or null.</param>
/// <param name="Event">That it has this event; or null.</param>
public sealed record ProvedView(Guid Journal, long Size, string Root, long? OldSize, EventView? Event);

/// <param name="Name">The key's name.</param>
/// <param name="PublicKey">Base64.</param>
public sealed record PublicKeyView(string Name, string PublicKey);

/// <param name="Keys">Names, in ordinal order.</param>
public sealed record KeyListView(IReadOnlyList<string> Keys);
