using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Tests.Api;

namespace Wire.Host.Tests.Cli;

public sealed class CommandLineTests
{
    private static readonly byte[] Config = CliRun.Utf8("bridge b\n");

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task EachCommandLineIsOneRequest(string line, object request)
    {
        CliRun run = new() { Input = Config };

        await run.RunAsync(line.Split(' '));

        Assert.Equal("", run.Error);
        Assert.Equal([request], run.Node.Asked);
    }

    public static IEnumerable<object[]> Requests() =>
    [
        ["plan -", new PlanCommand("bridge b\n", "-")],
        ["plan --merge --adopt --allow-empty -", new PlanCommand("bridge b\n", "-", true, true, true)],
        ["apply -", new ApplyCommand(new PlanCommand("bridge b\n", "-"))],
        ["apply - --merge --confirm 30s -m why", new ApplyCommand(new PlanCommand("bridge b\n", "-", Merge: true), 30, "why")],
        ["apply --confirm 5m -", new ApplyCommand(new PlanCommand("bridge b\n", "-"), 300)],
        ["apply --confirm=24h -", new ApplyCommand(new PlanCommand("bridge b\n", "-"), 86400)],
        ["confirm", "confirm"],
        ["undo", new UndoCommand()],
        ["undo 12", new UndoCommand(12)],
        ["undo #12 --message why", new UndoCommand(12, "why")],
        ["redo -m again", new RedoCommand("again")],
        ["replay --to @1200", new ReplayCommand("@1200")],
        ["--netns lab replay --to #12 --netns past", new ReplayCommand("#12", "past")],
        ["show", new ShowQuery()],
        ["show bridge", new ShowQuery("bridge")],
        ["show link br0", new ShowQuery("link", "br0")],
        ["show br0 --at @7", new ShowQuery(null, "br0", "@7")],
        ["show address br0 10.0.0.1/24 --desired", new ShowQuery("address", "br0 10.0.0.1/24", null, true)],
        ["show eth0 --stats", new ShowQuery(null, "eth0", Statistics: true)],
        ["status", "status"],
        ["log", new LogQuery(Limit: 50)],
        ["log -p --object br0 --since #3 --all -n 7", new LogQuery(true, "br0", "#3", true, 7)],
        ["diff #11", new DiffQuery("#11", "now")],
        ["diff @11 @12 --desired", new DiffQuery("@11", "@12", true)],
        ["blame br0", new BlameQuery("br0")],
        ["blame br0 10.0.0.1/24", new BlameQuery("br0 10.0.0.1/24")],
        ["export --sequential --desired", new ExportQuery(true, true)],
        ["backup create", new BackupCommand()],
        ["backup create b -m why", new BackupCommand("b", "why")],
        ["backup list", "backups"],
        ["backup show b", "b"],
        ["backup restore b -m why", new RestoreCommand("b", "why")],
    ];

    [Theory]
    [InlineData("apply", "'apply'")]
    [InlineData("apply - --confirm 30", "say 30s, 5m or 1h")]
    [InlineData("apply - --confirm 0s", "say 30s, 5m or 1h")]
    [InlineData("apply - --confirm 25h", "say 30s, 5m or 1h")]
    [InlineData("apply - --confirm 99999999999999999999s", "say 30s, 5m or 1h")]
    [InlineData("undo twelve", "'twelve' is no change")]
    [InlineData("undo 0", "'0' is no change")]
    [InlineData("undo 1 2", "'2'")]
    [InlineData("log -n 0", "is no number from 1")]
    [InlineData("log -n many", "many")]
    [InlineData("watch --from yesterday", "'yesterday' is no position")]
    [InlineData("replay", "--to")]
    [InlineData("blame", "'blame'")]
    [InlineData("diff", "'diff'")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("status --color sometimes", "sometimes")]
    public async Task WhatMakesNoSenseIsSaidAndAsksNothing(string line, string word)
    {
        CliRun run = new() { Input = Config };

        Assert.Equal(1, await run.RunAsync(line.Split(' ')));

        Assert.Contains(word, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("--help\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.Empty(run.Node.Asked);
    }

    [Theory]
    [InlineData("plan -", 2)]
    [InlineData("diff @1", 2)]
    [InlineData("status", 0)]
    [InlineData("apply -", 0)]
    public async Task ExitCodesTellDifferencesFromSuccess(string line, int exit)
    {
        CliRun run = new() { Input = Config };
        run.Node.Answers(Samples.Plan with { Conflicts = [] });

        Assert.Equal(exit, await run.RunAsync(line.Split(' ')));
    }

    [Fact]
    public async Task WithoutDifferencesPlanAndDiffEndWithZero()
    {
        CliRun run = new() { Input = Config };
        run.Node.Answers(new PlanReply([], [], 0, [])).Answers(Samples.Diff with { Changes = [] });

        Assert.Equal(0, await run.RunAsync("plan", "-"));
        Assert.Equal(0, await run.RunAsync("diff", "@1"));
    }

    [Fact]
    public async Task APlanThatCannotBeAppliedFails() => Assert.Equal(1, await new CliRun { Input = Config }.RunAsync("plan", "-"));

    [Theory]
    [InlineData("status", "/var/lib/wire", null)]
    [InlineData("--state /srv/w --netns lab status", "/srv/w", "lab")]
    [InlineData("status --state /srv/w --netns lab", "/srv/w", "lab")]
    [InlineData("--netns lab replay --to now --netns past", "/var/lib/wire", "lab")]
    public async Task TheNodeIsTheOneThatTheOptionsName(string line, string state, string? netns)
    {
        CliRun run = new();

        await run.RunAsync(line.Split(' '));

        Assert.Equal(new NodeOptions(state, netns), run.Opened);
    }

    [Theory]
    [InlineData("daemon", "/var/lib/wire", "/run/wire/wire.sock")]
    [InlineData("daemon --state /srv/w", "/srv/w", "/srv/w/wire.sock")]
    [InlineData("daemon --state /srv/w --socket /run/w", "/srv/w", "/run/w")]
    [InlineData("daemon", "/env/state", "/env/state/wire.sock", "WIRE_STATE=/env/state")]
    [InlineData("daemon", "/var/lib/wire", "/env/sock", "WIRE_SOCKET=/env/sock")]
    [InlineData("daemon --state /srv/w", "/srv/w", "/srv/w/wire.sock", "WIRE_STATE=/env/state")]
    public async Task AnotherStateDirectoryHasASocketOfItsOwn(string line, string state, string socket, string? variable = null)
    {
        CliRun run = new();
        run.Environment.Remove("WIRE_SOCKET");
        if (variable?.Split('=') is [string name, string value])
        {
            run.Environment.Add(name, value);
        }

        Assert.Equal(0, await run.RunAsync(line.Split(' ')));

        Assert.Equal(new DaemonOptions(new NodeOptions(state), socket), run.Daemon);
    }

    [Fact]
    public async Task TheDaemonIsAskedWhereOneListens()
    {
        ScriptedNode remote = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(remote);
        CliRun run = new();

        Assert.Equal(0, await run.RunAsync("--socket", host.SocketPath, "confirm"));

        Assert.Equal(["confirm"], remote.Asked);
        Assert.Null(run.Opened);
    }

    [Fact]
    public async Task WithoutADaemonTheUserOfTheCommandIsTheCaller()
    {
        CliRun run = new();

        await run.RunAsync("confirm");

        Wire.Host.Api.Caller caller = Assert.Single(run.Node.Callers)!;
        Assert.Equal((Environment.UserName, Environment.ProcessId, "cli"), (caller.Name, caller.Pid, caller.Source));
    }
}
