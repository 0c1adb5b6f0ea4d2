using System.Net;
using System.Text;
using System.Text.Json;
using Wire.Host.Api;

namespace Wire.Host.Tests.Api;

public sealed class RequestLimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheLargestConfigurationPassesAlsoWhereJsonTriplesIt()
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node);
        await using NodeClient client = await host.ConnectAsync();
        PlanCommand largest = new(new string('\u00e4', ApiLimits.ConfigBytesMax / 2), "umlauts.wire");

        await client.PlanAsync(largest, Cancel);

        Assert.Equal([largest], node.Asked);
    }

    [Fact]
    public async Task OneByteMoreIsRefusedWithAClearWord()
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node());
        await using NodeClient client = await host.ConnectAsync();

        NodeException thrown = await Assert.ThrowsAsync<NodeException>(() => client.PlanAsync(new PlanCommand(new string('#', ApiLimits.ConfigBytesMax + 1), "big.wire"), Cancel));

        Assert.Equal("big.wire: larger than 8 MiB, the most that a configuration may have", thrown.Message);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("\u0001\u0002", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":5}", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    public async Task ABodyThatIsNoRequestIsAnErrorReply(string body, HttpStatusCode status)
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node());
        using HttpClient http = host.Http();
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await http.PostAsync("http://wire/v1/plan", content, Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(NodeError.BadRequest, (await ErrorOf(response)).Error);
    }

    [Fact]
    public async Task ABodyOfAHundredMegabytesIsRefusedByItsAnnouncedSize()
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node());
        using HttpClient http = host.Http();
        using HttpRequestMessage request = new(HttpMethod.Post, "http://wire/v1/plan") { Content = new ByteArrayContent(new byte[100 << 20]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("8 MiB", (await ErrorOf(response)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://wire/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("http://wire/v1/diff?from=now", HttpStatusCode.BadRequest)]
    [InlineData("http://wire/v1/log?limit=many", HttpStatusCode.BadRequest)]
    public async Task AnAddressThatMakesNoSenseIsAnErrorReply(string address, HttpStatusCode status)
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node());
        using HttpClient http = host.Http();

        using HttpResponseMessage response = await http.GetAsync(new Uri(address), Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.NotEmpty((await ErrorOf(response)).Message);
    }

    public static TheoryData<string, string> RequestsBeyondTheirLimits() => new()
    {
        { "plan", "{}" },
        { "plan", """{"text":null,"file":"a"}""" },
        { "plan", """{"text":"bridge a"}""" },
        { "plan", $$"""{"text":"","file":"{{new string('f', ApiLimits.FileBytesMax + 1)}}"}""" },
        { "apply", "{}" },
        { "apply", """{"config":{"text":null,"file":null}}""" },
        { "apply", """{"config":{"text":"","file":"a"},"confirmSeconds":0}""" },
        { "apply", """{"config":{"text":"","file":"a"},"confirmSeconds":86401}""" },
        { "apply", $$"""{"config":{"text":"","file":"a"},"message":"{{TooLong}}"}""" },
        { "undo", $$"""{"message":"{{TooLong}}"}""" },
        { "redo", $$"""{"message":"{{TooLong}}"}""" },
        { "replay", "{}" },
        { "replay", $$"""{"to":"{{new string('1', ApiLimits.PointBytesMax + 1)}}"}""" },
        { "replay", $$"""{"to":"now","netns":"{{new string('n', ApiLimits.NetnsBytesMax + 1)}}"}""" },
        { "replay", $$"""{"to":"now","message":"{{TooLong}}"}""" },
        { "backups", $$"""{"message":"{{TooLong}}"}""" },
        { "backups/a/restore", "{}" },
        { "backups/a/restore", """{"name":"b"}""" },
        { "backups/a/restore", $$"""{"name":"a","message":"{{TooLong}}"}""" },
    };

    private static string TooLong => new('m', ApiLimits.MessageBytesMax + 1);

    [Theory]
    [MemberData(nameof(RequestsBeyondTheirLimits))]
    public async Task WhatIsMissingOrTooLongNeverReachesTheNode(string address, string body)
    {
        ScriptedNode node = Samples.Node();
        await using ApiHost host = await ApiHost.StartAsync(node);
        using HttpClient http = host.Http();
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await http.PostAsync($"http://wire/v1/{address}", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(NodeError.BadRequest, (await ErrorOf(response)).Error);
        Assert.Empty(node.Asked);
    }

    private static async Task<ErrorReply> ErrorOf(HttpResponseMessage response) =>
        JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(Cancel), ApiJson.Default.ErrorReply)!;
}
