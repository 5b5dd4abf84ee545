using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

public sealed class SourceTokenTests
{
    private const string Realm = "https://r.test/token";

    [Fact]
    public async Task Keeps_a_token_until_shortly_before_its_end()
    {
        using var registry = new SourceVisitor(SourceVisitor.WithTokens(Realm, expiresIn: 300));
        await registry.ReadAsync("r.test/a:v1");

        registry.Clock.Pass(TimeSpan.FromSeconds(289));
        await registry.ReadAsync("r.test/a:v2");
        Assert.Equal(1, Asked(registry));

        registry.Clock.Pass(TimeSpan.FromSeconds(2));
        await registry.ReadAsync("r.test/a:v3");
        Assert.Equal(2, Asked(registry));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"expires_in\":0")]
    [InlineData(",\"expires_in\":-5")]
    [InlineData(",\"expires_in\":\"300\"")]
    [InlineData(",\"expires_in\":1e400")]
    public async Task Takes_a_token_for_good_for_a_minute_where_it_does_not_say(string field)
    {
        using var registry = new SourceVisitor(sent => sent.Method == "GET" ? new FakeReply(200, $$"""{"token":"t"{{field}}}""")
            : sent.Header("Authorization") is null ? SourceVisitor.Challenge($"Bearer realm=\"{Realm}\"") : SourceVisitor.Found());
        await registry.ReadAsync("r.test/a:v1");

        registry.Clock.Pass(TimeSpan.FromSeconds(49));
        await registry.ReadAsync("r.test/a:v2");
        Assert.Equal(1, Asked(registry));

        registry.Clock.Pass(TimeSpan.FromSeconds(2));
        await registry.ReadAsync("r.test/a:v3");
        Assert.Equal(2, Asked(registry));
    }

    [Fact]
    public async Task Bears_a_token_that_lasts_for_ever()
    {
        using var registry = new SourceVisitor(sent => sent.Method == "GET" ? new FakeReply(200, """{"token":"t","expires_in":9223372036854775807}""")
            : sent.Header("Authorization") is null ? SourceVisitor.Challenge($"Bearer realm=\"{Realm}\"") : SourceVisitor.Found());

        Assert.NotNull(await registry.ReadAsync("r.test/a:v1"));
    }

    // One row, one thing that is different.
    [Theory]
    [InlineData("r.test:8443/a:v1", "reader", SourceVisitor.Password)]
    [InlineData("s.test/a:v1", "reader", SourceVisitor.Password)]
    [InlineData("r.test/b:v1", "reader", SourceVisitor.Password)]
    [InlineData("r.test/a:v1", "writer", SourceVisitor.Password)]
    [InlineData("r.test/a:v1", "reader", "another")]
    [InlineData("r.test/a:v1", null, null)]
    public async Task Uses_a_token_for_one_registry_port_repository_and_credential(string reference, string? user, string? password)
    {
        using var world = new SourceVisitor(sent =>
            SourceVisitor.WithTokens(new Uri(new Uri(sent.Address), "/token").AbsoluteUri)(sent));
        await world.ReadAsync("r.test/a:v1", SourceVisitor.User());
        Assert.Equal(3, world.Sent.Count);

        await world.ReadAsync(reference, user is null ? null : SourceVisitor.User(user, password!));

        Assert.Equal(6, world.Sent.Count);
        Assert.Null(world.Sent[3].Header("Authorization"));
        Assert.Equal(user is null ? null : SourceVisitor.Basic(user, password!), world.Sent[4].Header("Authorization"));
    }

    [Fact]
    public async Task Knows_an_equal_credential_again()
    {
        using var registry = new SourceVisitor(SourceVisitor.WithTokens(Realm));
        await registry.ReadAsync("r.test/a:v1", SourceVisitor.User());

        await registry.ReadAsync("r.test/a:v1", SourceVisitor.User());

        Assert.Equal(1, Asked(registry));
    }

    [Fact]
    public async Task Renews_a_refused_token_once()
    {
        var refuseAll = false;
        var registryOf = SourceVisitor.WithTokens(Realm);
        using var registry = new SourceVisitor(sent => sent.Method == "HEAD" && (refuseAll || sent.Header("Authorization") == "Bearer t1") && sent.Address.EndsWith("v2", StringComparison.Ordinal)
            ? SourceVisitor.Challenge($"Bearer realm=\"{Realm}\",error=\"invalid_token\"") : registryOf(sent));
        await registry.ReadAsync("r.test/a:v1");

        Assert.NotNull(await registry.ReadAsync("r.test/a:v2"));
        Assert.Equal([null, "Bearer t1", "Bearer t1", "Bearer t2"], Heads(registry));

        refuseAll = true;
        Assert.Equal(AcrErrorKind.SourceUnauthorized, (await registry.FailAsync("r.test/a:v2")).Kind);
        Assert.Equal([null, "Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2", "Bearer t3"], Heads(registry));
    }

    [Fact]
    public async Task Asks_once_for_a_burst()
    {
        var gate = new TaskCompletionSource();
        using var registry = new SourceVisitor(SourceVisitor.WithTokens(Realm), gate.Task);
        var burst = Enumerable.Range(0, 50).Select(i => registry.ReadAsync($"r.test/a:v{i}", SourceVisitor.User())).ToArray();

        gate.SetResult();
        await Task.WhenAll(burst);

        Assert.Equal(1, Asked(registry));
    }

    [Fact]
    public async Task Goes_on_for_others_where_the_first_of_a_burst_is_cancelled()
    {
        using var first = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var inner = SourceVisitor.WithTokens(Realm);
        using var registry = new SourceVisitor(sent =>
        {
            if (sent.Method == "GET")
            {
                gate.Task.Wait(TestContext.Current.CancellationToken);
            }

            return inner(sent);
        });
        var cancelled = Task.Run(() => registry.ReadAsync("r.test/a:v1", stop: first.Token), TestContext.Current.CancellationToken);
        await WaitUntilAsync(() => Asked(registry) == 1);
        var other = registry.ReadAsync("r.test/a:v2");

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        gate.SetResult();

        Assert.NotNull(await other);
        Assert.Equal(1, Asked(registry));
    }

    [Theory]
    [InlineData("contoso.azurecr.io", "00000000-0000-0000-0000-000000000000")]
    [InlineData("contoso.azurecr.us", "00000000-0000-0000-0000-000000000000")]
    [InlineData("contoso.azurecr.io.evil.test", "")]
    [InlineData("evil-azurecr.io", "")]
    public async Task Names_the_user_of_an_access_token_for_Azure_only(string host, string user)
    {
        using var registry = new SourceVisitor(SourceVisitor.WithTokens($"https://{host}/oauth2/token"));

        await registry.ReadAsync(host + "/a:v1", SourceVisitor.AccessToken());

        Assert.Equal(SourceVisitor.Basic(user), registry.Sent[1].Header("Authorization"));
    }

    [Theory]
    [InlineData(401, "", AcrErrorKind.SourceUnauthorized)]
    [InlineData(403, "", AcrErrorKind.SourceForbidden)]
    [InlineData(429, "", AcrErrorKind.SourceRateLimited)]
    [InlineData(404, "", AcrErrorKind.SourceRegistryUnsupported)]
    [InlineData(200, "", AcrErrorKind.SourceRegistryUnsupported)]
    [InlineData(200, "{}", AcrErrorKind.SourceRegistryUnsupported)]
    [InlineData(200, "<html>", AcrErrorKind.SourceRegistryUnsupported)]
    [InlineData(200, """{"token":""}""", AcrErrorKind.SourceRegistryUnsupported)]
    [InlineData(200, """{"token":7}""", AcrErrorKind.SourceRegistryUnsupported)]
    [InlineData(200, """{"token":"a\r\nX-Evil: 1"}""", AcrErrorKind.SourceRegistryUnsupported)]
    public async Task Tells_what_a_token_endpoint_refuses(int status, string body, AcrErrorKind kind)
    {
        using var registry = new SourceVisitor(sent => sent.Method == "GET" ? new FakeReply(status, body) : SourceVisitor.Challenge($"Bearer realm=\"{Realm}\""));

        Assert.Equal(kind, (await registry.FailAsync("r.test/a:v1", SourceVisitor.User())).Kind);
        Assert.Equal(2, registry.Sent.Count);
    }

    [Fact]
    public async Task Reads_no_token_of_more_than_64_KiB()
    {
        var body = $$"""{"token":"{{new string('x', 64 * 1024)}}"}""";
        using var registry = new SourceVisitor(sent => sent.Method == "GET" ? new FakeReply(200, body) : SourceVisitor.Challenge($"Bearer realm=\"{Realm}\""));

        Assert.Contains("more than 64 KiB", (await registry.FailAsync("r.test/a:v1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Follows_no_redirect_of_a_token_endpoint(int status)
    {
        using var registry = new SourceVisitor(sent => sent.Method == "GET"
            ? new FakeReply(status, "", ("Location", "https://r.test/elsewhere")) : SourceVisitor.Challenge($"Bearer realm=\"{Realm}\""));

        await registry.FailAsync("r.test/a:v1", SourceVisitor.User());

        Assert.Equal(["HEAD https://r.test/v2/a/manifests/v1", Realm], registry.Requests.Select(request => request.Replace("GET ", "", StringComparison.Ordinal).Split('?')[0]));
    }

    internal static async Task WaitUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static int Asked(SourceVisitor registry) => registry.Sent.Count(sent => sent.Method == "GET");

    private static IEnumerable<string?> Heads(SourceVisitor registry) =>
        registry.Sent.Where(sent => sent.Method == "HEAD").Select(sent => sent.Header("Authorization"));
}
