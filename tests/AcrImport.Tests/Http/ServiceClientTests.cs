using AcrImport.Tests.Support;
using Azure.Core;

namespace AcrImport.Tests.Http;

public sealed class ServiceClientTests
{
    private const int Limit = 16 * 1024 * 1024;

    private static readonly Uri Address = new("https://myregistry.azurecr.io/v2/a/manifests/b");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_status_headers_and_body()
    {
        using var wire = FakeTransport.InTurn(new FakeReply(418, """{"a":"x"}""", ("X-One", "1"), ("Content-Type", "text/x"), ("x-ms-correlation-request-id", "c1")));

        var reply = await wire.RegistryClient().SendAsync(RequestMethod.Get, Address, Stop);

        Assert.Equal((418, "1", "text/x", "c1"), (reply.Status, reply.Header("x-one"), reply.Header("CONTENT-TYPE"), reply.CorrelationId));
        Assert.Equal("""{"a":"x"}"""u8.ToArray(), reply.Body);
        Assert.Null(reply.Header("X-Two"));
    }

    [Fact]
    public async Task Sends_no_token_to_a_registry_by_itself()
    {
        using var wire = FakeTransport.InTurn(new FakeReply(200));

        await wire.RegistryClient().SendAsync(RequestMethod.Get, Address, Stop);

        Assert.Null(Assert.Single(wire.Sent).Header("Authorization"));
    }

    [Theory]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task Reads_16_MiB_and_no_more(int length, bool read)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(200, new byte[length]));
        var sending = wire.RegistryClient().SendAsync(RequestMethod.Get, Address, Stop);

        if (read)
        {
            Assert.Equal(length, (await sending).Body.Length);
            return;
        }

        var error = await Assert.ThrowsAsync<AcrImportException>(() => sending);
        Assert.Equal(AcrErrorKind.ServiceError, error.Kind);
        Assert.Contains("more than 16 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_a_port_where_nobody_listens_only_once()
    {
        using var wire = FakeTransport.InTurn(FakeReply.Broken(
            new HttpRequestException("refused", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused))));

        var error = await Assert.ThrowsAsync<AcrImportException>(() => wire.RegistryClient().SendAsync(RequestMethod.Get, Address, Stop));

        Assert.Equal(AcrErrorKind.EndpointUnreachable, error.Kind);
        Assert.Single(wire.Sent);
    }

    // The one wait of this class: the pipeline's shortest, which no header shortens.
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Asks_again_where_the_service_is_busy(int status)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(status, "", ("Retry-After", "0")), new FakeReply(200));

        Assert.Equal(200, (await wire.RegistryClient().SendAsync(RequestMethod.Get, Address, Stop)).Status);
    }

    [Fact]
    public async Task Lets_a_cancellation_be_one()
    {
        using var source = new CancellationTokenSource();
        using var wire = new FakeTransport(_ =>
        {
            source.Cancel();
            throw new OperationCanceledException(source.Token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wire.RegistryClient().SendAsync(RequestMethod.Get, Address, source.Token));
    }

    [Fact]
    public async Task Follows_no_redirection()
    {
        using var wire = FakeTransport.InTurn(new FakeReply(307, "", ("Location", "https://evil.example/")));

        Assert.Equal(307, (await wire.ArmClient().SendAsync(RequestMethod.Get, new Uri(Samples.Arm, "/x"), Stop)).Status);
        Assert.Single(wire.Sent);
    }
}
