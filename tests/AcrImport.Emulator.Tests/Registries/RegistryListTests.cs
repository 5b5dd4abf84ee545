using System.Net;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

public sealed class RegistryListTests : IAsyncLifetime
{
    // In the order in which they are imported, a minute apart.
    private static readonly string[] Tags = ["v3", "v1", "v5", "v2", "v4"];

    private readonly ManualTime _time = new();
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;
    private EmulatorRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = _time });
        _user = new EmulatorUser(_emulator);
        _registry = _emulator.Registry("myregistry");
        foreach (var tag in Tags)
        {
            await _emulator.AddSampleImageAsync($"library/hello:{tag}");
            using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", $"library/hello:{tag}", $"base/hello:{tag}"));
            Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("/v2/base/hello/tags/list?n=2", "v1 v2|v3 v4|v5", "</v2/base/hello/tags/list?last=v2&n=2&orderby=>; rel=\"next\"")]
    [InlineData("/v2/base/hello/tags/list", "v1 v2 v3 v4 v5", null)]
    [InlineData("/v2/base/hello/tags/list?n=5", "v1 v2 v3 v4 v5", null)]
    [InlineData("/v2/base/hello/tags/list?n=2&last=v4", "v5", null)]
    [InlineData("/acr/v1/base/hello/_tags?n=3&orderby=none", "v1 v2 v3|v4 v5", "</acr/v1/base/hello/_tags?last=v3&n=3&orderby=none>; rel=\"next\"")]
    [InlineData("/acr/v1/base/hello/_tags?n=2&orderby=timeasc", "v3 v1|v5 v2|v4", null)]
    [InlineData("/acr/v1/base/hello/_tags?n=2&orderby=timedesc", "v4 v2|v5 v1|v3", null)]
    [InlineData("/acr/v1/base/hello/_tags?n=5000", "v1 v2 v3 v4 v5", null)]
    public async Task Tags_come_in_pages(string path, string expected, string? firstLink)
    {
        var (pages, link) = await WalkAsync(path, body => body["tags"]!.AsArray().Select(tag => tag is JsonObject ? tag["name"]! : tag!));

        Assert.Equal(expected, string.Join('|', pages.Select(page => string.Join(' ', page))));
        Assert.Equal(firstLink ?? link, link);
    }

    [Theory]
    [InlineData("/v2/_catalog")]
    [InlineData("/acr/v1/_catalog")]
    public async Task Repositories_come_in_pages(string path)
    {
        using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello:v1", "another:v1"));

        var (pages, link) = await WalkAsync(path + "?n=1", body => body["repositories"]!.AsArray()!);

        Assert.Equal(["another", "base/hello"], pages.Select(page => Assert.Single(page)));
        Assert.Equal($"<{path}?last=another&n=1&orderby=>; rel=\"next\"", link);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("timeasc")]
    [InlineData("timedesc")]
    public async Task Manifests_come_in_pages(string order)
    {
        var (pages, _) = await WalkAsync($"/acr/v1/base/hello/_manifests?n=7&orderby={order}", body => body["manifests"]!.AsArray().Select(manifest => manifest!["digest"]!));

        var manifests = _registry.Store.ListManifests("base/hello");
        var expected = order switch
        {
            "timeasc" => manifests.OrderBy(manifest => manifest.Updated).ThenBy(manifest => manifest.Digest.ToString(), StringComparer.Ordinal),
            "timedesc" => manifests.OrderByDescending(manifest => manifest.Updated).ThenBy(manifest => manifest.Digest.ToString(), StringComparer.Ordinal),
            _ => manifests.OrderBy(manifest => manifest.Digest.ToString(), StringComparer.Ordinal),
        };
        Assert.Equal(20, manifests.Count);
        Assert.Equal(expected.Select(manifest => manifest.Digest.ToString()), pages.SelectMany(page => page));
    }

    [Fact]
    public async Task Metadata_has_the_properties_of_the_service()
    {
        var v2 = _registry.Store.FindTag("base/hello", "v2")!;
        var login = _registry.LoginServer;

        Assert.Equal(
            """{"registry":"LOGIN","imageName":"base/hello","createdTime":"2026-06-01T12:00:00Z","lastUpdateTime":"2026-06-01T12:04:00Z","manifestCount":20,"tagCount":5,"changeableAttributes":{"deleteEnabled":true,"writeEnabled":true,"readEnabled":true,"listEnabled":true,"teleportEnabled":false}}""",
            (await TextAsync("/acr/v1/base%2Fhello")).Replace(login, "LOGIN", StringComparison.Ordinal));
        Assert.Equal(
            """{"registry":"LOGIN","imageName":"base/hello","tag":{"name":"v2","digest":"DIGEST","createdTime":"2026-06-01T12:03:00Z","lastUpdateTime":"2026-06-01T12:03:00Z","signed":false,"changeableAttributes":{"deleteEnabled":true,"writeEnabled":true,"readEnabled":true,"listEnabled":true}}}""",
            (await TextAsync("/acr/v1/base/hello/_tags/v2"))
                .Replace(login, "LOGIN", StringComparison.Ordinal).Replace(v2.Digest.ToString(), "DIGEST", StringComparison.Ordinal));

        var manifest = JsonNode.Parse(await TextAsync($"/acr/v1/base/hello/_manifests/{v2.Digest}"))!["manifest"]!;
        Assert.Equal("application/vnd.oci.image.index.v1+json", manifest["mediaType"]!.GetValue<string>());
        Assert.Equal("v2", Assert.Single(manifest["tags"]!.AsArray())!.GetValue<string>());
        Assert.Equal(["amd64", "arm64", "amd64"], manifest["references"]!.AsArray().Select(reference => reference!["architecture"]!.GetValue<string>()));
        Assert.Null(manifest["configMediaType"]);

        var child = manifest["references"]![2]!["digest"]!.GetValue<string>();
        var image = JsonNode.Parse(await TextAsync($"/acr/v1/base/hello/_manifests/{child}"))!["manifest"]!;
        Assert.Equal(("windows", "amd64"), (image["os"]!.GetValue<string>(), image["architecture"]!.GetValue<string>()));
        Assert.Equal("application/vnd.oci.image.config.v1+json", image["configMediaType"]!.GetValue<string>());
        Assert.True(image["imageSize"]!.GetValue<long>() > 0);
        Assert.Null(image["references"]);
        Assert.Empty(image["tags"]!.AsArray());
    }

    [Fact]
    public async Task Tags_of_one_manifest_are_found_by_its_digest()
    {
        var digest = _registry.Store.FindTag("base/hello", "v4")!.Digest;

        var body = JsonNode.Parse(await TextAsync($"/acr/v1/base/hello/_tags?digest={digest}"))!;

        Assert.Equal("v4", Assert.Single(body["tags"]!.AsArray())!["name"]!.GetValue<string>());
    }

    private async Task<string> TextAsync(string path)
    {
        using var response = await _user.RegistryAsync(_registry, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Follows the links to the end, verbatim; returns the pages and the first link.</summary>
    private async Task<(List<List<string>> Pages, string? FirstLink)> WalkAsync(string path, Func<JsonNode, IEnumerable<JsonNode>> items)
    {
        var pages = new List<List<string>>();
        string? firstLink = null;
        for (var next = path; next is not null;)
        {
            using var response = await _user.RegistryAsync(_registry, next);
            pages.Add([.. items(await EmulatorUser.JsonAsync(response)).Select(item => item.GetValue<string>())]);
            var link = response.Headers.TryGetValues("Link", out var links) ? Assert.Single(links) : null;
            firstLink ??= link;
            next = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
        }

        return (pages, firstLink);
    }
}
