using System.Diagnostics;
using System.Text;
using Wire.Host.Api;
using Wire.Host.Tests.Api;

namespace Wire.Host.Tests.Cli;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("st", "status")]
    [InlineData("un", "undo")]
    [InlineData("backup |", "create", "list", "restore", "show")]
    [InlineData("apply --con", "--confirm")]
    [InlineData("apply office.wire --all", "--allow-empty")]
    [InlineData("show vx", "vxlan", "vxlan-vni")]
    [InlineData("show vs", "vswitch0")]
    [InlineData("show link |", "vswitch0")]
    [InlineData("blame v", "vswitch0")]
    [InlineData("log --object v", "vswitch0")]
    [InlineData("backup restore b", "before-upgrade")]
    [InlineData("undo 1", "12")]
    [InlineData("diff #", "#12")]
    [InlineData("replay --to n", "now")]
    [InlineData("status --color a", "always", "auto")]
    [InlineData("frobnicate x")]
    public async Task EachPlaceOffersWhatCouldStandThere(string line, params string[] expected)
    {
        CliRun run = new();

        Assert.Equal(0, await run.RunAsync(["complete", "--", .. line.Split(' ').Select(word => word == "|" ? "" : word)]));

        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TheHiddenCommandOffersNeitherItselfNorWhatANodeInTroubleKnows()
    {
        CliRun run = new();
        run.Node.Failure = new NodeException(NodeError.JournalUnavailable, "damaged");

        Assert.Equal(0, await run.RunAsync("complete", "--", "com"));
        Assert.Equal(0, await run.RunAsync("complete", "--", "blame", ""));

        Assert.Equal("completion", run.Output.Trim());
    }

    [Theory]
    [InlineData("wire sta", "<status>")]
    [InlineData("wire backup c", "<backup><create>")]
    [InlineData("wire blame vs", "<blame><vswitch0>")]
    [InlineData("wire blame --color=al", "<blame><--color=always>")]
    [InlineData("wire undo ", "<undo><12>")]
    [InlineData("wire diff '#", "<diff><#12>")]
    [InlineData("wire diff \\#", "<diff><#12>")]
    [InlineData("wire show fdb ", "<show><fdb><02:00:00:00:00:05 dev vx100>")]
    [InlineData("wire show fdb 02:00:00:", "<show><fdb><02:00:00:00:00:05 dev vx100>")]
    public async Task TabCompletesTheLineInBash(string line, string words)
    {
        ScriptedNode node = Samples.Node();
        if (line.Contains("fdb", StringComparison.Ordinal))
        {
            node.Answers(new ShowReply(1, Samples.Noon, [new("fdb", "02:00:00:00:00:05 dev vx100", "wire", "ok", [])]));
        }

        await using ApiHost host = await ApiHost.StartAsync(node);
        CliRun script = new();
        await script.RunAsync("completion", "bash");

        string screen = await TypeIntoBashAsync(
            $$"""
            export WIRE_SOCKET={{host.SocketPath}}
            wire() { if [[ $1 = complete ]]; then dotnet exec '{{Path.Combine(AppContext.BaseDirectory, "wire.dll")}}' "$@"; else printf 'ran: '; printf '<%s>' "$@"; fi; }
            {{script.Output}}
            """,
            line);

        Assert.Contains("ran: " + words, screen, StringComparison.Ordinal);
    }

    private const string Prompt = "type> ";

    /// <summary>On a busy machine the node may answer later than the completion waits for it; who types presses the key again.</summary>
    private const int TabsMax = 10;

    /// <summary>
    /// An interactive bash on a terminal of its own, so that the Tab key is one. Nothing is typed before its prompt: until then
    /// the terminal echoes keys instead of giving them to readline. A bell says that nothing was found.
    /// </summary>
    private static async Task<string> TypeIntoBashAsync(string rcFile, string line)
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, $"{rcFile}\nPS1='{Prompt}'\n", TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("script", ["-qec", $"bash --noprofile --rcfile {path} -i", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "dumb";
        start.Environment["INPUTRC"] = "/dev/null";
        using Process bash = Process.Start(start)!;
        StringBuilder screen = new();
        char[] shown = new char[1024];
        int tabs = 0;
        for (bool entered = false; await bash.StandardOutput.ReadAsync(shown, TestContext.Current.CancellationToken) is > 0 and var count;)
        {
            screen.Append(shown, 0, count);
            string all = screen.ToString();
            int prompt = all.IndexOf(Prompt, StringComparison.Ordinal);
            if (entered || prompt < 0)
            {
                continue;
            }
            string typed = all[(prompt + Prompt.Length)..];
            int bells = typed.Count(c => c == '\a');
            bool isCompleted = typed.Length - bells > line.Length;
            if (isCompleted || bells == TabsMax)
            {
                entered = true;
                await TypeAsync("\n exit\n");
            }
            else if (bells == tabs)
            {
                tabs++;
                await TypeAsync(tabs == 1 ? line + "\t" : "\t");
            }
        }
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Delete(path);
        return screen.ToString();

        async Task TypeAsync(string keys)
        {
            await bash.StandardInput.WriteAsync(keys);
            await bash.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        }
    }
}
