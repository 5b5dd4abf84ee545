using AcrImport.Azure.Arm;
using AcrImport.Azure.Http;
using AcrImport.Tests.Support;
using Azure.Core;

namespace AcrImport.Tests.Http;

public sealed class PatientRetryPolicyTests
{
    private static readonly Uri Address = new(Samples.Arm, "/x");
    private static readonly FakeReply Dropped = FakeReply.Broken(new HttpRequestException("broken", new IOException("reset")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(60)]
    public async Task Waits_as_long_as_it_is_asked_to(int seconds)
    {
        using var wire = FakeTransport.InTurn(Throttled(seconds), Throttled(seconds), new FakeReply(200));

        await wire.ArmClient().SendAsync(RequestMethod.Get, Address, Stop);

        Assert.Equal([seconds, seconds], wire.Clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Tries_four_times_with_growing_pauses(int status)
    {
        using var wire = FakeTransport.InTurn([.. Enumerable.Repeat(new FakeReply(status), 4)]);

        Assert.Equal(status, (await wire.ArmClient().SendAsync(RequestMethod.Get, Address, Stop)).Status);

        Assert.Equal(4, wire.Sent.Count);
        Assert.Collection(
            wire.Clock.Delays.Select(delay => delay.TotalSeconds), first => Assert.InRange(first, 0.64, 0.96), second => Assert.InRange(second, 1.28, 1.92), third => Assert.InRange(third, 2.56, 3.84));
    }

    [Fact]
    public async Task Tries_four_times_where_the_connection_breaks()
    {
        using var wire = FakeTransport.InTurn(Dropped, Dropped, Dropped, Dropped);

        await Assert.ThrowsAsync<AcrImportException>(() => wire.ArmClient().SendAsync(RequestMethod.Get, Address, Stop));

        Assert.Equal((4, 3), (wire.Sent.Count, wire.Clock.Delays.Count));
    }

    [Fact]
    public async Task Has_more_patience_where_it_is_asked_to_wait()
    {
        using var wire = new FakeTransport(_ => Throttled(60));

        Assert.Equal(429, (await wire.ArmClient().SendAsync(RequestMethod.Get, Address, Stop)).Status);

        Assert.Equal(10, wire.Sent.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(418)]
    public async Task Takes_a_refusal_for_the_answer(int status)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(status, "", ("Retry-After", "1")));

        Assert.Equal(status, (await wire.RegistryClient().SendAsync(RequestMethod.Get, Address, Stop)).Status);

        Assert.Single(wire.Sent);
        Assert.Empty(wire.Clock.Delays);
    }

    [Fact]
    public async Task Lets_all_requests_to_a_host_share_its_pause()
    {
        var clock = new VirtualClock();
        var pauses = new HostPauses(clock);
        pauses.Ask("one:443", TimeSpan.FromSeconds(30));
        pauses.Ask("one:443", TimeSpan.FromSeconds(10));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pauses.WaitAsync("ONE:443", Stop)));
        await pauses.WaitAsync("two:443", Stop);

        // The first to wait lets the time pass for all.
        Assert.Equal([30], clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Asks_a_host_that_wants_a_pause_no_more_than_once_from_each_that_was_under_way()
    {
        var refused = 0;
        using var wire = new FakeTransport(_ => Interlocked.Increment(ref refused) == 1 ? Throttled(60) : new FakeReply(200));
        var client = wire.ArmClient();
        var begin = wire.Clock.Elapsed;

        await client.SendAsync(RequestMethod.Get, Address, Stop);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.SendAsync(RequestMethod.Get, Address, Stop)));

        Assert.Equal(22, wire.Sent.Count);
        Assert.Equal(TimeSpan.FromSeconds(60), wire.Clock.Elapsed - begin);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task Sends_an_import_only_once_and_does_not_know(int status)
    {
        using var wire = FakeTransport.InTurn(status == 0 ? Dropped : new FakeReply(status, "", ("Retry-After", "1")));

        var error = await Assert.ThrowsAsync<AcrImportException>(() => Imports(wire).StartAsync(Samples.Request(), Stop));

        Assert.Equal(AcrErrorKind.ImportOutcomeUnknown, error.Kind);
        Assert.Single(wire.Sent);
        Assert.Empty(wire.Clock.Delays);
    }

    [Fact]
    public async Task Sends_an_import_again_after_the_pause_that_was_asked_for()
    {
        using var wire = FakeTransport.InTurn(Throttled(60), new FakeReply(202, "", ("Location", "https://management.azure.com/1")));

        await Imports(wire).StartAsync(Samples.Request(), Stop);

        Assert.Equal([60], wire.Clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Asks_once_more_with_a_new_token_where_one_is_to_be_had(bool canRenew, int requests)
    {
        using var wire = new FakeTransport(_ => new FakeReply(401, """{"error":{"code":"InvalidAuthenticationToken","message":"No."}}"""));
        var credential = new FakeCredential();
        var client = new ServiceClient(wire.Pipelines.ForArm(FakeTransport.Tokens(credential, canRenew)));

        Assert.Equal(401, (await client.SendAsync(RequestMethod.Get, Address, Stop)).Status);

        Assert.Equal((requests, requests), (wire.Sent.Count, credential.Scopes.Count));
    }

    [Fact]
    public async Task Tells_a_cancellation_where_the_connection_breaks_at_that_moment()
    {
        using var source = new CancellationTokenSource();
        using var wire = new FakeTransport(_ =>
        {
            source.Cancel();
            return Dropped;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wire.ArmClient().SendAsync(RequestMethod.Get, Address, source.Token));
    }

    private static FakeReply Throttled(int seconds) => new(429, "", ("Retry-After", $"{seconds}"));

    private static ArmImportClient Imports(FakeTransport wire) => new(new ArmClient(wire.ArmClient(), Samples.Arm));
}
