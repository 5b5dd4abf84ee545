using System.Net;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

/// <summary>A million tags that are stored nowhere.</summary>
public sealed class SynthesizedTests : IAsyncLifetime
{
    private const int Count = 1_000_000;

    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Synthesized = new Dictionary<string, int> { ["myregistry/big/one"] = Count } });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("/v2/big/one/tags/list?n=1000", "tags")]
    [InlineData("/acr/v1/big/one/_tags?n=1000", "tags")]
    [InlineData("/acr/v1/big/one/_tags?n=1000&orderby=timedesc", "tags")]
    [InlineData("/acr/v1/big/one/_manifests?n=1000", "manifests")]
    public async Task Pages_follow_each_other(string path, string property)
    {
        var seen = new HashSet<string>();
        for (var page = 0; page < 5; page++)
        {
            using var response = await _user.RegistryAsync(_emulator.Registry("myregistry"), path);
            var items = (await EmulatorUser.JsonAsync(response))[property]!.AsArray();
            Assert.Equal(1000, items.Count);
            Assert.All(items, item => Assert.True(seen.Add((item is JsonObject ? item["name"] ?? item["digest"] : item)!.GetValue<string>())));
            var link = Assert.Single(response.Headers.GetValues("Link"));
            path = link[1..link.IndexOf('>', StringComparison.Ordinal)];
        }
    }

    [Theory]
    [InlineData("/v2/big/one/tags/list?n=1000&last=v000999000", 1000)]
    [InlineData("/v2/big/one/tags/list?n=1000&last=v001000000", 0)]
    public async Task The_last_page_has_no_link(string path, int count)
    {
        using var response = await _user.RegistryAsync(_emulator.Registry("myregistry"), path);

        Assert.Equal(count, (await EmulatorUser.JsonAsync(response))["tags"]!.AsArray().Count);
        Assert.False(response.Headers.Contains("Link"));
    }

    [Fact]
    public async Task The_repository_tells_its_counts_and_nothing_can_be_pulled()
    {
        var registry = _emulator.Registry("myregistry");
        using var repository = await _user.RegistryAsync(registry, "/acr/v1/big/one");
        using var catalog = await _user.RegistryAsync(registry, "/v2/_catalog");
        using var tag = await _user.RegistryAsync(registry, "/acr/v1/big/one/_tags/v000000007");
        using var pull = await _user.RegistryAsync(registry, "/v2/big/one/manifests/v000000007");

        Assert.Equal(Count, (await EmulatorUser.JsonAsync(repository))["tagCount"]!.GetValue<int>());
        Assert.Equal("""{"repositories":["big/one"]}""", await catalog.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (tag.StatusCode, pull.StatusCode));
    }
}
