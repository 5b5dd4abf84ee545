using System.Net.Sockets;
using System.Security.Authentication;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

public sealed class SourceAddressTests
{
    private static readonly HttpRequestException NoTls = new("ssl", new AuthenticationException("Cannot determine the frame size."));

    [Theory]
    [InlineData("docker.io/library/a:v1", "https://registry-1.docker.io/v2/library/a/manifests/v1")]
    [InlineData("index.docker.io/library/a:v1", "https://registry-1.docker.io/v2/library/a/manifests/v1")]
    [InlineData("ghcr.io/a/b:v1", "https://ghcr.io/v2/a/b/manifests/v1")]
    [InlineData("r.test:8443/a:v1", "https://r.test:8443/v2/a/manifests/v1")]
    [InlineData("10.0.0.5:5000/a:v1", "https://10.0.0.5:5000/v2/a/manifests/v1")]
    [InlineData("localhost:5000/a:v1", "https://localhost:5000/v2/a/manifests/v1")]
    [InlineData("[::1]:5000/a:v1", "https://[::1]:5000/v2/a/manifests/v1")]
    public async Task Finds_a_registry_at_its_own_name(string reference, string address)
    {
        using var world = new SourceVisitor(_ => SourceVisitor.Found());

        await world.ReadAsync(reference);

        Assert.Equal(address, Assert.Single(world.Sent).Address);
    }

    [Theory]
    [InlineData("docker.io", "http://127.0.0.1:5000")]
    [InlineData("registry-1.docker.io", "http://127.0.0.1:5000/")]
    public async Task Finds_a_registry_where_the_connection_says(string host, string address)
    {
        using var world = new SourceVisitor(_ => SourceVisitor.Found(), addresses: new Dictionary<string, Uri> { [host] = new(address), ["no host/"] = new("https://x.test") });

        await world.ReadAsync("docker.io/library/a:v1");

        Assert.Equal("http://127.0.0.1:5000/v2/library/a/manifests/v1", Assert.Single(world.Sent).Address);
    }

    [Theory]
    [InlineData("http://r.test")]
    [InlineData("http://localhost.r.test")]
    [InlineData("https://user:word@r.test")]
    [InlineData("ftp://127.0.0.1")]
    public async Task Uses_no_address_that_is_not_safe(string address)
    {
        using var world = new SourceVisitor(_ => SourceVisitor.Found(), addresses: new Dictionary<string, Uri> { ["docker.io"] = new(address) });

        Assert.Equal(AcrErrorKind.InvalidRequest, (await world.FailAsync("docker.io/library/a")).Kind);
        Assert.Empty(world.Sent);
    }

    [Fact]
    public async Task Speaks_plain_http_with_a_registry_on_this_machine_that_has_no_certificate()
    {
        using var world = new SourceVisitor(sent => sent.Address.StartsWith("https:", StringComparison.Ordinal) ? FakeReply.Broken(NoTls) : SourceVisitor.Found());

        await world.ReadAsync("localhost:5000/a:v1");
        await world.ReadAsync("localhost:5000/a:v2");

        Assert.Equal(
            ["HEAD https://localhost:5000/v2/a/manifests/v1", "HEAD http://localhost:5000/v2/a/manifests/v1", "HEAD http://localhost:5000/v2/a/manifests/v2"],
            world.Requests);
    }

    [Fact]
    public async Task Goes_back_to_plain_http_never_once_there_was_an_answer_over_https()
    {
        var isDown = false;
        using var world = new SourceVisitor(sent => isDown ? FakeReply.Broken(NoTls) : SourceVisitor.Found());
        await world.ReadAsync("localhost:5000/a:v1");

        isDown = true;
        await world.FailAsync("localhost:5000/a:v2");

        Assert.All(world.Sent, sent => Assert.StartsWith("https:", sent.Address, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("r.test/a:v1")]
    [InlineData("10.0.0.5:5000/a:v1")]
    [InlineData("localhost.r.test/a:v1")]
    [InlineData("docker.io/library/a:v1")]
    public async Task Speaks_plain_http_with_nobody_else(string reference)
    {
        using var world = new SourceVisitor(_ => FakeReply.Broken(NoTls));

        Assert.Equal(AcrErrorKind.SourceUnreachable, (await world.FailAsync(reference, SourceVisitor.User())).Kind);
        Assert.StartsWith("https:", Assert.Single(world.Sent).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_both_where_nobody_listens()
    {
        using var world = new SourceVisitor(_ => FakeReply.Broken(new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused))));

        await world.FailAsync("127.0.0.1:1/a");
        await world.FailAsync("127.0.0.1:1/b");

        Assert.Equal(2, world.Sent.Count);
    }
}
