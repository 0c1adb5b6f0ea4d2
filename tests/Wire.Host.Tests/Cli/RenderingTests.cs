using System.Text.Json.Nodes;
using VerifyXunit;
using Wire.Host.Api;
using Wire.Host.Tests.Api;

namespace Wire.Host.Tests.Cli;

/// <summary>What a person reads, from fixed replies. Times are scrubbed after the columns were laid out.</summary>
public sealed class RenderingTests
{
    private static readonly byte[] Config = CliRun.Utf8("bridge b\n");

    [Fact]
    public Task Plan() => Verify("plan -");

    [Fact]
    public Task PlanWithNothingToDo() => Verify("plan -", node => node.Answers(new PlanReply([], [], 0, [])));

    [Fact]
    public Task PlanThatCanBeApplied() => Verify("plan -", node => node.Answers(Samples.Plan with { Conflicts = [], Notes = [] }));

    [Fact]
    public Task ColoursOfAPlan() => Verify("plan - --color always", node => node.Answers(Samples.Plan with { Changes = [Samples.NewBridge, Samples.NewVni, Samples.NoVeth] }));

    [Fact]
    public Task PlanAsJson() => Verify("plan - --json");

    [Fact]
    public Task Apply() => Verify("apply - --confirm 30s");

    [Fact]
    public Task ApplyOfAThousandObjectsIsBrief() => Verify("apply -", node => node.Answers(Samples.Change with
    {
        Changes = [.. Enumerable.Range(0, 1000).Select(number => Samples.NewBridge with { Name = $"br{number}" })],
        ConfirmBy = null,
        Notes = [],
        Operations = 1000,
        Milliseconds = 1234.5,
    }));

    [Fact]
    public Task ApplyWithNothingToDo() => Verify("apply -", node => node.Answers(new ChangeReply(null, 345, [], 0, 1.5, null, [])));

    [Fact]
    public Task Confirm() => Verify("confirm");

    [Fact]
    public Task Replay() => Verify("replay --to @200 --netns past");

    [Fact]
    public Task Status() => Verify("status");

    [Fact]
    public Task StatusOfANewNode() => Verify("status", node => node.Answers(new StatusReply(
        "0.1.0",
        null,
        null,
        Samples.Status.Journal with { Position = 3, Durable = 1, Segments = 1, Bytes = 1536 },
        new Dictionary<string, int>(),
        new Dictionary<string, int> { ["interface"] = 1 },
        [],
        null,
        null,
        [])));

    [Fact]
    public Task Show() => Verify("show", node => node.Answers(Office));

    [Fact]
    public Task ShowOfRulesSaysNothingTwice() => Verify("show rule", node => node.Answers(Office with
    {
        Resources =
        [
            new("rule", "0 not off action table table local protocol 2", "kernel", null, new JsonObject { ["priority"] = 0, ["not"] = false, ["action"] = "table", ["table"] = "local", ["protocol"] = 2 }),
            new("rule", "1000", "wire", "ok", new JsonObject { ["priority"] = 1000, ["not"] = true, ["from"] = "10.1.0.0/16", ["action"] = "table", ["table"] = 100, ["protocol"] = 87 }),
        ],
    }));

    [Fact]
    public async Task OverviewOfAFullRoutingTableIsStillOneScreen()
    {
        CliRun run = new();
        run.Node.Answers(Office with
        {
            Resources = [.. Enumerable.Range(0, 100_000).Select(number => new ResourceView("route", $"route{number}", "foreign", null, []))],
        });

        await run.RunAsync("show");

        Assert.InRange(run.Output.Count(character => character == '\n'), 20, 25);
        Assert.EndsWith("and 99980 more: wire show route\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task ShowOfOneKindHasTheEthernetAddresses() => Verify("show bridge", node => node.Answers(Office with { Resources = [.. Office.Resources.Where(view => view.Kind == "bridge")] }));

    [Fact]
    public Task ShowOfOneObjectHasAllItsAttributes() => Verify("show bridge vswitch0", node => node.Answers(Office with { Resources = [Office.Resources[0]] }));

    [Fact]
    public Task ShowOfNothing() => Verify("show route", node => node.Answers(Office with { Resources = [] }));

    [Fact]
    public Task Log() => Verify("log", node => node.Answers(History));

    [Fact]
    public Task LogWithDifferences() => Verify("log -p");

    [Fact]
    public Task Diff() => Verify("diff @200");

    [Fact]
    public Task DiffWithoutDifference() => Verify("diff @200", node => node.Answers(Samples.Diff with { Changes = [] }));

    [Fact]
    public Task Blame() => Verify("blame vswitch0", node => node.Answers(new BlameReply(
    [
        new("bridge", "vswitch0", true,
        [
            new("stp", "off", Samples.Noon, "#12 root (uid 0): new uplink", 12, 340),
            new("mtu", "9000", Samples.Noon.AddMinutes(5), "ip (port 4711)", null, 360),
            new("alias", "lab one", Samples.Noon, "kernel", null, 12),
        ]),
        new("address", "vswitch0 10.0.0.1/24", false, [new("scope", "global", Samples.Noon, "kernel", null, 13)]),
    ])));

    [Fact]
    public Task Backups() => Verify("backup list");

    [Fact]
    public Task NoBackups() => Verify("backup list", node => node.Answers(new BackupListReply([])));

    [Fact]
    public Task Backup() => Verify("backup show before-upgrade");

    [Fact]
    public Task NewBackup() => Verify("backup create");

    [Fact]
    public Task Export() => Verify("export");

    [Fact]
    public Task ErrorsOfAConfiguration() => Verify("apply -", node => node.Failure = ConfigError);

    [Fact]
    public Task ErrorAsJson() => Verify("apply - --json", node => node.Failure = ConfigError);

    [Fact]
    public Task ErrorWorthAnotherTry() => Verify("apply -", node => node.Failure = new NodeException(NodeError.Busy, "another command holds /var/lib/wire (pid 4711)", retry: true));

    [Fact]
    public Task ErrorOfTheCommandLineAsJson() => Verify("apply --json");

    [Fact]
    public Task HelpOfApply() => Verify("apply --help");

    [Fact]
    public Task HelpOfAll() => Verify("--help");

    [Fact]
    public Task Version() => Verify("version");

    private static NodeException ConfigError => new(
        NodeError.InvalidConfiguration,
        "office.wire has 1 error, nothing was applied",
        ["office.wire:3:9: mtu: 99999 is none: a number from 68 to 65535, bytes", "    mtu 99999", "        ^"]);

    private static ShowReply Office => new(1204, Samples.Noon,
    [
        Link("bridge", "vswitch0", "wire", "ok", "up", master: null, mtu: 1500, "02:57:00:00:00:01"),
        Link("bridge", "vswitch1", "wire", "drifted", "down", master: null, mtu: 9000, "02:57:00:00:00:02"),
        Link("veth", "v-a", "wire", "ok", "lower-layer-down", "vswitch0", 1500, "02:57:00:00:00:03"),
        Link("interface", "eth0", "kernel", null, "up", null, 1500, "52:54:00:00:00:01"),
        Link("tap", "vnet0", "foreign", null, "unknown", "vswitch0", 1500, "fe:54:00:00:00:02"),
        new("address", "vswitch0 10.0.0.1/24", "wire", "ok", new JsonObject { ["link"] = "vswitch0", ["prefix"] = "10.0.0.1/24" }),
        new("address", "vswitch0 fd00::1/64", "wire", "ok", new JsonObject { ["link"] = "vswitch0", ["prefix"] = "fd00::1/64" }),
        new("route", "default", "foreign", null, new JsonObject { ["prefix"] = "0.0.0.0/0", ["type"] = "unicast", ["via"] = "192.0.2.1", ["dev"] = "eth0", ["protocol"] = 3 }),
        new("route", "10.9.0.0/16 table 100", "wire", "missing", new JsonObject { ["prefix"] = "10.9.0.0/16", ["table"] = 100, ["type"] = "blackhole" }),
        new("route", "10.0.0.0/24 dev vswitch0", "kernel", null, new JsonObject { ["prefix"] = "10.0.0.0/24", ["dev"] = "vswitch0" }),
        new("rule", "1000", "wire", "ok", new JsonObject { ["priority"] = 1000, ["family"] = "inet", ["from"] = "10.1.0.0/16", ["table"] = 100 }),
    ]);

    private static LogReply History => new(
    [
        Samples.Entry with { Change = 12, Outcome = "awaits confirmation until 12:00:35" },
        new(null, 338, Samples.Noon, "wire", "healer", "heal", null, "applied", ["+ bridge vswitch0"], null),
        new(null, 337, Samples.Noon, "ip (port 4711)", "netlink", "observed", null, null, ["- bridge vswitch0"], null),
        new(11, 300, Samples.Noon, "root (uid 0)", "cli", "apply", null, "rolled back: EEXIST", [.. Enumerable.Range(0, 9).Select(number => $"+ bridge br{number}")], null),
    ], false);

    private static ResourceView Link(string kind, string name, string owner, string? state, string operstate, string? master, int mtu, string mac)
    {
        return new ResourceView(kind, name, owner, state, new JsonObject
        {
            ["name"] = name, ["up"] = true, ["mtu"] = mtu, ["mac"] = mac, ["master"] = master ?? "none", ["operstate"] = operstate,
        });
    }

    private static async Task Verify(string line, Action<ScriptedNode>? script = null, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        CliRun run = new() { Input = Config };
        script?.Invoke(run.Node);

        int exit = await run.RunAsync(line.Split(' '));

        await Verifier.Verify(run.Transcript(exit), method: name);
    }
}
