using System.Text.Json.Nodes;
using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

/// <summary>One reply of each type, with every field set to something that is not its default.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 5, TimeSpan.Zero);

    public static readonly ChangeView NewBridge = new("+", "bridge", "vswitch0", [new("stp", null, "off", false), new("mtu", null, "1500", false)], null);

    public static readonly ChangeView WiderBridge = new("~", "bridge", "vswitch0", [new("mtu", "1500", "9000", false), new("alias", "lab one", "", false)], null);

    public static readonly ChangeView NewVni = new("-/+", "vxlan", "vx100", [new("vni", "100", "101", true), new("remote", null, "10.0.0.2", false)], "traffic of vx100");

    public static readonly ChangeView NoVeth = new("-", "veth", "v-a", [new("peer", "v-b", null, false)], "traffic of v-a and v-b");

    public static readonly LogEntryView Entry = new(12, 340, Noon, "root (uid 0)", "cli", "apply", "new uplink", "applied", ["+ bridge vswitch0", "~ interface eth0"], [NewBridge]);

    public static readonly StatusReply Status = new(
        "0.1.0",
        new DaemonView(4711, Noon.AddHours(-26), 41 << 20),
        "lab",
        new JournalView("/var/lib/wire/journal", Guid.Parse("01980000-0000-7000-8000-000000000001"), 1204, 1204, 2, 134217728),
        new Dictionary<string, int> { ["bridge"] = 2, ["veth"] = 2 },
        new Dictionary<string, int> { ["bridge"] = 2, ["veth"] = 2, ["interface"] = 2, ["address"] = 5 },
        ["bridge vswitch1: mtu is 1400, declared 1500"],
        Entry,
        new PendingConfirmView(12, Noon.AddSeconds(30)),
        ["gap at @980: kernel events were lost"]);

    public static readonly PlanReply Plan = new([NewBridge, WiderBridge, NewVni, NoVeth], ["link eth9: exists and was not made by Wire"], 7, ["the journal could not be read"]);

    public static readonly ChangeReply Change = new(12, 345, [NewBridge], 3, 4.25, Noon.AddSeconds(30), ["eth0 was adopted"]);

    public static readonly ReplayReply Replay = new(13, 200, Noon, "past", [NewBridge], 9, ["eth0: no such link there"]);

    public static readonly ResourceView Bridge = new("bridge", "vswitch0", "wire", "ok", new JsonObject { ["name"] = "vswitch0", ["index"] = 1048576, ["stp"] = false, ["mtu"] = 1500 });

    public static readonly ShowReply Show = new(1204, Noon, [Bridge], [new("br0", [new("rx_packets", ulong.MaxValue)])]);

    public static readonly LogReply Log = new([Entry], true);

    public static readonly DiffReply Diff = new(new PointView(200, Noon.AddMinutes(-5)), new PointView(1204, null), [WiderBridge]);

    public static readonly BlameReply Blame = new([new("bridge", "vswitch0", true, [new("mtu", "9000", Noon, "#12 root (uid 0): new uplink", 12, 340)])]);

    public static readonly BackupView Backup = new("before-upgrade", Noon, 1204, 65536, "kernel upgrade");

    public static readonly BackupListReply Backups = new([Backup]);

    public static readonly BackupDetailReply BackupDetail = new(Backup, true, [Bridge]);

    public static readonly ExportReply Export = new("bridge vswitch0 {\n    stp off\n}\n");

    public static EventView Event(long position) =>
        new(position, Noon, "intent", "bridge.declared", 1, "root (uid 0)", "cli", Guid.Parse("01980000-0000-7000-8000-000000000002"), "bridge vswitch0 declared", new JsonObject { ["name"] = "vswitch0" });

    public static ScriptedNode Node() => new ScriptedNode()
        .Answers(Status).Answers(Plan).Answers(Change).Answers(Replay).Answers(Show).Answers(Log).Answers(Diff)
        .Answers(Blame).Answers(Backup).Answers(Backups).Answers(BackupDetail).Answers(Export);
}
