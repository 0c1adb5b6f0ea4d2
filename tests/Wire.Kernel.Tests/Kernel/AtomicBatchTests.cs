using System.Diagnostics;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Operations of nf_tables are done together or not at all, and nft(8) sees it so.</summary>
[Trait("Category", "Kernel")]
public sealed class AtomicBatchTests : IDisposable
{
    // linux/netfilter/nf_tables.h
    private const ushort NewTable = 0, NewChain = 3;
    private const ushort TableName = 1, ChainTable = 1, ChainName = 3;
    private const byte Inet = 1;

    private readonly TestNetns _netns = new();
    private readonly RealNetlink _kernel;

    public AtomicBatchTests() => _kernel = new(_netns.Name);

    public void Dispose() => _netns.Dispose();

    /// <summary>The resources stand for nothing: whose request was refused is told by position.</summary>
    private ExecutionResult Run(params (OperationVerb Verb, ushort Message, string Table, string? Chain)[] asked)
    {
        Address stands = new() { Link = "lo", Prefix = IpPrefix.Parse("192.0.2.1/32") };
        RequestBuilder builder = new(new LinkIndexes(new Dictionary<string, uint>()), _ => 0, _kernel.Generic, _kernel.Keys, 1);
        builder.Start(0, null);
        builder.AddBatchFrame(LinuxNfnetlink.NFNL_MSG_BATCH_BEGIN);
        for (int i = 0; i < asked.Length; i++)
        {
            builder.Start(i, null);
            ushort flags = asked[i].Verb == OperationVerb.Create ? LinuxNetlink.NLM_F_CREATE : (ushort)0;
            NetlinkMessageWriter writer = builder.Begin(
                NetlinkFamily.Netfilter, (ushort)(LinuxNfnetlink.NFNL_SUBSYS_NFTABLES << 8 | asked[i].Message), flags, new NfGenMsg { nfgen_family = Inet });
            writer.WriteString(asked[i].Chain is null ? TableName : ChainTable, asked[i].Table);
            if (asked[i].Chain is { } chain)
            {
                writer.WriteString(ChainName, chain);
            }
            builder.End();
        }
        builder.AddBatchFrame(LinuxNfnetlink.NFNL_MSG_BATCH_END);
        Operation[] operations = [.. asked.Select((a, at) => new Operation(
            at, a.Verb, a.Verb == OperationVerb.Delete ? stands : null, a.Verb == OperationVerb.Delete ? null : stands, null, [], null))];
        using Prepared prepared = new([.. operations], [new AtomicBatch(0, asked.Length, new(0, builder.Requests.Count))], builder, 1, []);
        List<INetlinkSocket> sockets = [];
        try
        {
            return new Execution(prepared, _kernel, (family, netns) =>
            {
                sockets.Add(_kernel.Open(family, netns));
                return sockets[^1];
            }, null).Run();
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    private string Nft(string command)
    {
        ProcessStartInfo start = new("ip", ["netns", "exec", _netns.Name, "nft", .. command.Split(' ')]) { RedirectStandardOutput = true };
        using Process nft = Process.Start(start)!;
        string output = nft.StandardOutput.ReadToEnd();
        nft.WaitForExit();
        Assert.Equal(0, nft.ExitCode);
        return output;
    }

    [Fact]
    public void AllIsDoneWhenNothingIsRefused()
    {
        ExecutionResult result = Run((OperationVerb.Create, NewTable, "a", null), (OperationVerb.Create, NewChain, "a", "c"), (OperationVerb.Create, NewTable, "b", null));

        Assert.Null(result.Refused);
        Assert.Equal([true, true, true], result.Acknowledged);
        Assert.Equal(["table inet a", "table inet b"], Nft("list tables").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void NothingIsDoneWhenOneIsRefusedAndThatOneIsNamed()
    {
        ExecutionResult result = Run((OperationVerb.Create, NewTable, "a", null), (OperationVerb.Create, NewChain, "nowhere", "c"), (OperationVerb.Create, NewTable, "b", null));

        Assert.Equal((1, "ENOENT"), (Assert.NotNull(result.Refused).Index, result.Refused!.Value.Refusal.Name));
        Assert.Equal([false, false, false], result.Acknowledged);
        Assert.Equal("", Nft("list tables"));
    }

    [Fact]
    public void BatchBeyondTheSendBufferGoesAsOne()
    {
        (OperationVerb, ushort, string, string?)[] tables =
            [.. Enumerable.Range(0, 1200).Select(i => (OperationVerb.Create, NewTable, $"{i}".PadLeft(240, 't'), (string?)null))];

        ExecutionResult result = Run(tables);

        Assert.Null(result.Refused);
        Assert.All(result.Acknowledged, Assert.True);
        Assert.Equal(1200, Nft("list tables").Count(c => c == '\n'));
    }
}
