using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

public sealed class RoundTripTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryReplyArrivesAsItWasGiven()
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node());
        await using NodeClient client = await host.ConnectAsync();
        ApiJson json = ApiJson.Default;
        PlanCommand config = new("bridge b", "b.wire");

        Same(Samples.Status, await client.StatusAsync(Cancel), json.StatusReply);
        Same(Samples.Plan, await client.PlanAsync(config, Cancel), json.PlanReply);
        Same(Samples.Change, await client.ApplyAsync(new ApplyCommand(config), Cancel), json.ChangeReply);
        Same(Samples.Change, await client.ConfirmAsync(Cancel), json.ChangeReply);
        Same(Samples.Change, await client.UndoAsync(new UndoCommand(), Cancel), json.ChangeReply);
        Same(Samples.Change, await client.RedoAsync(new RedoCommand(), Cancel), json.ChangeReply);
        Same(Samples.Change, await client.RestoreBackupAsync(new RestoreCommand("b"), Cancel), json.ChangeReply);
        Same(Samples.Replay, await client.ReplayAsync(new ReplayCommand("#1"), Cancel), json.ReplayReply);
        Same(Samples.Show, await client.ShowAsync(new ShowQuery(), Cancel), json.ShowReply);
        Same(Samples.Log, await client.LogAsync(new LogQuery(), Cancel), json.LogReply);
        Same(Samples.Diff, await client.DiffAsync(new DiffQuery("#1", "now"), Cancel), json.DiffReply);
        Same(Samples.Blame, await client.BlameAsync(new BlameQuery("b"), Cancel), json.BlameReply);
        Same(Samples.Export, await client.ExportAsync(new ExportQuery(), Cancel), json.ExportReply);
        Same(Samples.Backup, await client.CreateBackupAsync(new BackupCommand(), Cancel), json.BackupView);
        Same(Samples.Backups, await client.ListBackupsAsync(Cancel), json.BackupListReply);
        Same(Samples.BackupDetail, await client.ShowBackupAsync("b", Cancel), json.BackupDetailReply);
    }

    [Fact]
    public async Task EveryFieldOfARequestArrivesAtTheNode()
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node);
        await using NodeClient client = await host.ConnectAsync();
        PlanCommand config = new("bridge b # \u00e4 \"quoted\"\n", "/etc/wire/b.wire", Merge: true, Adopt: true, AllowEmpty: true);
        ApplyCommand apply = new(config, 30, "why & wherefore");
        ShowQuery show = new("fdb", "02:00:00:00:00:05 dev vx100 remote 10.0.0.9", "2026-11-23T12:00:00+01:00", Desired: true, Statistics: true);
        LogQuery log = new(Patch: true, "eth0/1 & more", "#12", All: true, 7);
        DiffQuery diff = new("#12", "@340", Desired: true);

        await client.PlanAsync(config, Cancel);
        await client.ApplyAsync(apply, Cancel);
        await client.UndoAsync(new UndoCommand(12, "wrong"), Cancel);
        await client.RedoAsync(new RedoCommand("right"), Cancel);
        await client.ReplayAsync(new ReplayCommand("5m ago", "past", "look"), Cancel);
        await client.ShowAsync(show, Cancel);
        await client.ShowAsync(new ShowQuery(), Cancel);
        await client.LogAsync(log, Cancel);
        await client.DiffAsync(diff, Cancel);
        await client.BlameAsync(new BlameQuery("br0 10.0.0.1/24"), Cancel);
        await client.ExportAsync(new ExportQuery(Sequential: true, Desired: true), Cancel);
        await client.CreateBackupAsync(new BackupCommand("b-1", "before"), Cancel);
        await client.ShowBackupAsync("b-1", Cancel);
        await client.RestoreBackupAsync(new RestoreCommand("b-1", "after"), Cancel);

        Assert.Equal(
            [
                config, apply, new UndoCommand(12, "wrong"), new RedoCommand("right"), new ReplayCommand("5m ago", "past", "look"),
                show, new ShowQuery(), log, diff, new BlameQuery("br0 10.0.0.1/24"), new ExportQuery(true, true),
                new BackupCommand("b-1", "before"), "b-1", new RestoreCommand("b-1", "after"),
            ],
            node.Asked);
    }

    [Fact]
    public async Task EveryErrorArrivesWithItsKindWordsAndAdvice()
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node);
        await using NodeClient client = await host.ConnectAsync();
        foreach (NodeError error in Enum.GetValues<NodeError>())
        {
            node.Failure = new NodeException(error, $"{error}: \u201ceth0\u201d", ["office.wire:3:5", "    mtu 99999", "        ^"], retry: true);

            NodeException thrown = await Assert.ThrowsAsync<NodeException>(() => client.StatusAsync(Cancel));

            Same(node.Failure.Reply, thrown.Reply, ApiJson.Default.ErrorReply);
        }
    }

    private static void Same<T>(T expected, T actual, JsonTypeInfo<T> type) =>
        Assert.Equal(JsonSerializer.Serialize(expected, type), JsonSerializer.Serialize(actual, type));
}
