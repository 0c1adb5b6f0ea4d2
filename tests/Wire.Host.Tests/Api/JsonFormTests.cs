namespace Wire.Host.Tests.Api;

public sealed class JsonFormTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnyHttpClientReadsTheDocumentedForm_FieldsWithoutAValueLeftOut_TimesInUtcWithMicroseconds()
    {
        await using ApiHost host = await ApiHost.StartAsync(Samples.Node());
        using HttpClient http = host.Http();

        string diff = await http.GetStringAsync(new Uri("http://wire/v1/diff?from=%235&to=now"), Cancel);

        Assert.Equal(
            "{\"from\":{\"position\":200,\"time\":\"2026-11-23T11:55:05.000000Z\"},\"to\":{\"position\":1204},"
            + "\"changes\":[{\"mark\":\"~\",\"kind\":\"bridge\",\"name\":\"vswitch0\",\"attributes\":["
            + "{\"name\":\"mtu\",\"old\":\"1500\",\"new\":\"9000\",\"forcesRecreation\":false},"
            + "{\"name\":\"alias\",\"old\":\"lab one\",\"new\":\"\",\"forcesRecreation\":false}]}]}",
            diff);
    }
}
