using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>What a change did, its number, and until when it wants to be confirmed.</summary>
internal static class ChangeText
{
    public static void Write(Report report, ChangeReply reply)
    {
        ChangesText.WriteBrief(report, reply.Changes, reply.Change is not null);
        NotesText.Write(report, reply.Notes);
        report.Line(Summary(report, reply));
        if (reply.ConfirmBy is { } deadline)
        {
            report.Line($"It is undone at {report.Palette.Strong(report.Time(deadline))} unless you keep it: wire confirm");
        }
    }

    public static void Write(Report report, ReplayReply reply)
    {
        ChangesText.WriteBrief(report, reply.Changes, reply.Change is not null);
        NotesText.Write(report, reply.Notes);
        string where = reply.Netns is null ? "the node" : $"namespace {reply.Netns}";
        string change = reply.Change is { } number ? $"Change #{number}: " : "";
        report.Line($"{change}{where} is what it was at {report.Time(reply.Time)} (@{reply.To}); {Quantity.Count(reply.Operations, "operation")}.");
    }

    private static string Summary(Report report, ChangeReply reply)
    {
        string cost = $"{Quantity.Count(reply.Operations, "operation")} in {Quantity.Duration(reply.Milliseconds)}";
        string done = reply.Changes.Count == 0 ? "nothing changed in the kernel" : ChangesText.Summary(reply.Changes, done: true);
        return reply.Change is { } number ? $"{report.Palette.Good($"Change #{number}")}: {done}; {cost}."
            : reply.Changes.Count > 0 ? $"{report.Palette.Good("Repaired")}: {done}; {cost}."
            : $"Nothing to do: the kernel shows what is declared ({Quantity.Duration(reply.Milliseconds)}).";
    }
}
