using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>Backups: the list, one of them, and what a new one is.</summary>
internal static class BackupText
{
    public static void WriteCreated(Report report, BackupView backup) =>
        report.Line($"Backup {report.Palette.Good(backup.Name)}: everything up to @{backup.Position}, {Quantity.Bytes(backup.Bytes)}.");

    public static void WriteList(Report report, BackupListReply list)
    {
        Table table = new Table("NAME", "CREATED", "POSITION", "SIZE", "MESSAGE").AlignRight(2, 3);
        foreach (BackupView backup in list.Backups)
        {
            table.Add(backup.Name, report.Time(backup.Created), $"@{backup.Position}", Quantity.Bytes(backup.Bytes), backup.Message);
        }

        table.Paint((column, text) => column == 0 ? report.Palette.Strong(text) : text).Write(report);
        if (table.IsEmpty)
        {
            report.Line("No backup yet: wire backup create");
        }
    }

    public static void WriteDetail(Report report, BackupDetailReply detail)
    {
        BackupView backup = detail.Backup;
        Table facts = new();
        facts.Add("backup", backup.Name);
        facts.Add("created", report.Time(backup.Created));
        facts.Add("position", $"@{backup.Position}");
        facts.Add("size", Quantity.Bytes(backup.Bytes));
        facts.Add("message", backup.Message);
        facts.Add("integrity", detail.Verified ? report.Palette.Good("verified") : report.Palette.Bad("damaged: do not restore it"));
        facts.Write(report);
        report.Line();
        report.Line(detail.Declared.Count == 0 ? "It declares nothing." : $"It declares {Quantity.Count(detail.Declared.Count, "object")}:");
        Table declared = new();
        foreach (IGrouping<string, ResourceView> kind in detail.Declared.GroupBy(view => view.Kind, StringComparer.Ordinal))
        {
            declared.Add(kind.Key, string.Join(", ", kind.Select(view => view.Name)));
        }

        declared.Write(report, "  ");
    }
}
