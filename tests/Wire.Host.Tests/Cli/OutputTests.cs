using System.Text.Json.Nodes;
using Wire.Host.Api;

namespace Wire.Host.Tests.Cli;

public sealed class OutputTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a line\nand\ta tab", "a line\nand\ta tab")]
    [InlineData("\e[32mgreen\e[0m \e[1;31mred\e[0m", "\e[32mgreen\e[0m \e[1;31mred\e[0m")]
    [InlineData("\e]0;title\a", "\\x1b]0;title\\x07")]
    [InlineData("\e[2J", "\\x1b[2J")]
    [InlineData("\e[31", "\\x1b[31")]
    [InlineData("over\rwritten\u009b2J", "over\\x0dwritten\\x9b2J")]
    public void WhatATerminalWouldObeyIsShown(string text, string shown) => Assert.Equal(shown, Wire.Host.Cli.Render.TerminalText.Harmless(text));

    [Fact]
    public async Task TheWordsOfAFailureDoNotSteerTheTerminal()
    {
        CliRun run = new();
        run.Node.Failure = new NodeException(NodeError.Conflict, "link \e[2J is in the way", ["at \e]0;x\a"]);

        await run.RunAsync("confirm");

        Assert.DoesNotContain('\e', run.Error);
        Assert.Contains("\\x1b[2J", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "", "auto", true)]
    [InlineData(true, "1", "auto", false)]
    [InlineData(false, "", "auto", false)]
    [InlineData(false, "1", "always", true)]
    [InlineData(true, "", "never", false)]
    public async Task ColoursAreForTerminalsUnlessSaidOtherwise(bool terminal, string noColor, string when, bool coloured)
    {
        CliRun run = new() { Terminal = terminal };
        run.Environment["NO_COLOR"] = noColor;

        await run.RunAsync("confirm", "--color", when);

        Assert.Equal(coloured, run.Output.Contains('\e', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("show")]
    [InlineData("log -p")]
    [InlineData("diff @1")]
    [InlineData("blame b")]
    [InlineData("confirm")]
    [InlineData("replay --to @1")]
    [InlineData("backup list")]
    [InlineData("backup show b")]
    [InlineData("backup create")]
    [InlineData("export")]
    [InlineData("version")]
    public async Task JsonIsOneObjectOnOneLine(string line)
    {
        CliRun run = new();

        await run.RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal(1, run.Output.Count(character => character == '\n'));
        Assert.IsType<JsonObject>(JsonNode.Parse(run.Output));
    }

    [Fact]
    public async Task WatchPrintsEachEventAndEndsWellWhenInterrupted()
    {
        CliRun run = new();
        run.Node.Events.Add(Api.Samples.Event(7), TestContext.Current.CancellationToken);
        run.Node.Events.Add(Api.Samples.Event(8), TestContext.Current.CancellationToken);
        using CancellationTokenSource interrupt = new();
        Task<int> watching = run.CommandLine().RunAsync(["watch", "--from", "@7"], interrupt.Token);
        while (run.Node.Events.Count > 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await Task.Delay(100, TestContext.Current.CancellationToken);
        await interrupt.CancelAsync();

        Assert.Equal(0, await watching);
        Assert.Equal([new WatchQuery(7)], run.Node.Asked);
        Assert.Equal(
            """
            2026-11-23 13:00:05.000 @7 bridge.declared  bridge vswitch0 declared  (root (uid 0), cli)
            2026-11-23 13:00:05.000 @8 bridge.declared  bridge vswitch0 declared  (root (uid 0), cli)

            """,
            run.Output);
    }

    [Fact]
    public async Task TimesOfJsonAreUtcWithAZ()
    {
        CliRun run = new();
        run.Node.Answers(new ShowReply(7, new DateTimeOffset(2026, 11, 23, 13, 5, 12, 345, TimeSpan.FromHours(1)), []));

        await run.RunAsync("show", "--json");

        Assert.Equal("""{"position":7,"time":"2026-11-23T12:05:12.345000Z","resources":[]}""", run.Output.TrimEnd());
    }
}
