using System.Net.Sockets;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

public sealed class SourceOutageTests
{
    private static readonly HttpRequestException Refused = new("refused", new SocketException((int)SocketError.ConnectionRefused));

    [Fact]
    public async Task Asks_an_unreachable_registry_once_in_a_minute()
    {
        var isDown = true;
        using var world = new SourceVisitor(sent => isDown && sent.Address.StartsWith("https://r.test/", StringComparison.Ordinal) ? FakeReply.Broken(Refused) : SourceVisitor.Found());
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(AcrErrorKind.SourceUnreachable, (await world.FailAsync($"r.test/a:v{i}", i % 2 == 0 ? SourceVisitor.User() : null)).Kind);
        }

        Assert.Single(world.Sent);
        Assert.NotNull(await world.ReadAsync("r.test.other/a"));
        Assert.NotNull(await world.ReadAsync("other.test/a"));

        isDown = false;
        world.Clock.Pass(TimeSpan.FromSeconds(59));
        Assert.Contains("not asked again for 1 seconds", (await world.FailAsync("r.test/a")).Message, StringComparison.Ordinal);
        world.Clock.Pass(TimeSpan.FromSeconds(2));
        Assert.NotNull(await world.ReadAsync("r.test/a"));
    }

    [Fact]
    public async Task Remembers_an_unreachable_token_endpoint_too()
    {
        using var world = new SourceVisitor(sent => sent.Method == "GET" ? FakeReply.Broken(Refused) : SourceVisitor.Challenge("Bearer realm=\"https://auth.r.test/token\""));

        Assert.Contains("auth.r.test could not be reached", (await world.FailAsync("r.test/a")).Message, StringComparison.Ordinal);
        await world.FailAsync("r.test/b");

        Assert.Equal(2, world.Sent.Count);
    }

    [Fact]
    public async Task Leaves_a_registry_alone_that_has_had_enough_of_one_account()
    {
        using var hub = new SourceVisitor(sent => sent.Header("Authorization") == SourceVisitor.Basic("reader") ? SourceVisitor.Found()
            : sent.Address.EndsWith("challenge", StringComparison.Ordinal) ? SourceVisitor.Challenge("Basic realm=\"x\"") : new FakeReply(429));

        await hub.FailAsync("r.test/a:v1");
        await hub.FailAsync("r.test/a:v2");
        Assert.Single(hub.Sent);

        Assert.NotNull(await hub.ReadAsync("r.test/a:challenge", SourceVisitor.User()));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(405)]
    public async Task Asks_for_the_next_image_where_one_is_refused(int status)
    {
        using var registry = new SourceVisitor(sent => sent.Address.EndsWith("v1", StringComparison.Ordinal) ? new FakeReply(status) : SourceVisitor.Found());
        await Record.ExceptionAsync(() => registry.ReadAsync("r.test/a:v1"));

        Assert.NotNull(await registry.ReadAsync("r.test/a:v2"));
    }

    [Fact]
    public async Task Lets_a_cancellation_be_one_and_remembers_nothing()
    {
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        using var registry = new SourceVisitor(_ => SourceVisitor.Found(), gate.Task);
        var reading = registry.ReadAsync("r.test/a", stop: stop.Token);
        await SourceTokenTests.WaitUntilAsync(() => registry.Sent.Count == 1);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        gate.SetResult();
        Assert.NotNull(await registry.ReadAsync("r.test/a"));
    }

    [Fact]
    public async Task Sends_nothing_for_a_caller_who_is_gone()
    {
        using var registry = new SourceVisitor(_ => SourceVisitor.Found());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => registry.ReadAsync("r.test/a", stop: new CancellationToken(true)));

        Assert.Empty(registry.Sent);
    }
}
