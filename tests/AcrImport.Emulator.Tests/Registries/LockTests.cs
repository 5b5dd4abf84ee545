using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

/// <summary>Attributes that can be changed, and what they forbid.</summary>
public sealed class LockTests : IAsyncLifetime
{
    private const string Repository = "/acr/v1/base/hello";
    private const string Tag = Repository + "/_tags/v1";

    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;
    private StoredManifest _manifest = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Principals = ["writer,AcrPush", "reader,AcrPull"] });
        _user = new EmulatorUser(_emulator);
        await ImportAsync("v1");
        await ImportAsync("v2");
        _manifest = Store.FindManifest("base/hello", Store.FindTag("base/hello", "v1")!.Digest)!;
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    private EmulatorRegistry Registry => _emulator.Registry("myregistry");

    private RegistryStore Store => Registry.Store;

    private string ManifestPath => $"{Repository}/_manifests/{_manifest.Digest}";

    [Theory]
    [InlineData(Repository, null)]
    [InlineData(Tag, "tag")]
    [InlineData("MANIFEST", "manifest")]
    public async Task Attributes_are_kept_one_by_one(string path, string? within)
    {
        path = path == "MANIFEST" ? ManifestPath : path;
        await ChangeAsync(path, """{"writeEnabled":false,"listEnabled":false}""");
        await ChangeAsync(path, """{"listEnabled":true,"deleteEnabled":null,"quarantineState":"Passed"}""");

        using var response = await SendAsync(HttpMethod.Get, path);
        var body = await EmulatorUser.JsonAsync(response);
        var attributes = (within is null ? body : body[within])!["changeableAttributes"]!;
        Assert.Equal(
            (true, false, true, true),
            (On(attributes, "deleteEnabled"), On(attributes, "writeEnabled"), On(attributes, "readEnabled"), On(attributes, "listEnabled")));
    }

    [Theory]
    [InlineData(Repository, "PUT v1,PUT v3,UPLOAD,DELETE tag,DELETE manifest,DELETE repository")]
    [InlineData(Tag, "PUT v1,DELETE tag,DELETE manifest,DELETE repository")]
    [InlineData("MANIFEST", "PUT v1,PUT v3,DELETE manifest,DELETE repository")]
    public async Task What_is_not_to_be_written_is_neither_pushed_nor_deleted(string path, string refused)
    {
        await ChangeAsync(path == "MANIFEST" ? ManifestPath : path, """{"writeEnabled":false}""");

        Assert.Equal(refused, await RefusedAsync());
    }

    [Theory]
    [InlineData(Repository, "DELETE tag,DELETE manifest,DELETE repository")]
    [InlineData(Tag, "DELETE tag,DELETE manifest,DELETE repository")]
    [InlineData("MANIFEST", "DELETE manifest,DELETE repository")]
    public async Task What_is_not_to_be_deleted_can_still_be_pushed(string path, string refused)
    {
        await ChangeAsync(path == "MANIFEST" ? ManifestPath : path, """{"deleteEnabled":false}""");

        Assert.Equal(refused, await RefusedAsync());
    }

    [Theory]
    [InlineData(Repository, true, true)]
    [InlineData(Tag, true, false)]
    [InlineData("MANIFEST", true, true)]
    public async Task What_is_not_to_be_read_is_not_pulled(string path, bool byTag, bool byDigest)
    {
        await ChangeAsync(path == "MANIFEST" ? ManifestPath : path, """{"readEnabled":false}""");

        using var tag = await SendAsync(HttpMethod.Get, "/v2/base/hello/manifests/v1");
        using var digest = await SendAsync(HttpMethod.Get, $"/v2/base/hello/manifests/{_manifest.Digest}");
        using var import = await _user.ImportAsync(ImportFromItself());
        Assert.Equal((byTag, byDigest), (tag.StatusCode == HttpStatusCode.MethodNotAllowed, digest.StatusCode == HttpStatusCode.MethodNotAllowed));
        Assert.Contains("REGISTRY_DISALLOWED_OPERATION", await import.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_to_be_listed_is_still_found_by_name()
    {
        await ChangeAsync(Tag, """{"listEnabled":false}""");
        await ChangeAsync(ManifestPath, """{"listEnabled":false}""");

        Assert.Equal("""{"name":"base/hello","tags":["v2"]}""", await TextAsync("/v2/base/hello/tags/list"));
        Assert.Equal("v2", Assert.Single(JsonNode.Parse(await TextAsync(Repository + "/_tags"))!["tags"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.DoesNotContain($"\"digest\":\"{_manifest.Digest}\"", await TextAsync(Repository + "/_manifests"), StringComparison.Ordinal);
        Assert.Contains("\"v1\"", await TextAsync(Tag), StringComparison.Ordinal);

        await ChangeAsync(Repository, """{"listEnabled":false}""");
        Assert.Equal("""{"repositories":[]}""", await TextAsync("/v2/_catalog"));
        Assert.Contains("v2", await TextAsync("/v2/base/hello/tags/list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_by_force_moves_a_locked_tag_and_the_lock_stays()
    {
        await ChangeAsync(Tag, """{"writeEnabled":false}""");
        var digest = await _emulator.AddSampleImageAsync("library/other:v1");

        using var moved = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/other:v1", "base/hello:v1", "Force"));

        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal((digest, ItemLocks.Write), (Store.FindTag("base/hello", "v1")!.Digest, Store.FindTag("base/hello", "v1")!.Locks));
    }

    [Fact]
    public async Task A_lock_goes_with_what_it_locks()
    {
        await ChangeAsync(Tag, """{"listEnabled":false}""");
        using var deleted = await SendAsync(HttpMethod.Delete, Tag);
        await ImportAsync("v1");

        Assert.Equal(ItemLocks.None, Store.FindTag("base/hello", "v1")!.Locks);
    }

    [Theory]
    [InlineData(Tag, "", 400)]
    [InlineData(Tag, "[]", 400)]
    [InlineData(Tag, "{\"writeEnabled\":\"no\"}", 400)]
    [InlineData(Tag, "{\"writeEnabled\":true,\"writeEnabled\":false}", 400)]
    [InlineData(Repository + "/_tags/absent", "{}", 404)]
    [InlineData(Repository + "/_manifests/absent", "{}", 400)]
    [InlineData("/acr/v1/absent", "{}", 404)]
    public async Task Bad_changes_are_refused(string path, string body, int status)
    {
        using var response = await SendAsync(HttpMethod.Patch, path, body);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("writer", HttpStatusCode.OK)]
    [InlineData("reader", HttpStatusCode.Unauthorized)]
    public async Task Changing_them_needs_the_right_to_write_metadata(string principal, HttpStatusCode expected)
    {
        using var user = new EmulatorUser(_emulator, principal);

        using var response = await SendAsync(HttpMethod.Patch, Tag, "{}", user);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected != HttpStatusCode.OK, response.Headers.WwwAuthenticate.ToString().Contains("repository:base/hello:metadata_write", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.Created, "repository:target:push,pull", "repository:base/hello:pull")]
    [InlineData(HttpStatusCode.Accepted, "repository:target:push,pull")]
    public async Task A_mount_needs_the_right_to_pull_where_it_comes_from(HttpStatusCode expected, params string[] scopes)
    {
        var blob = Store.ListManifests("base/hello").SelectMany(stored => Images.Manifest.Of(stored).Blobs).First().Digest;
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"https://{Registry.LoginServer}/v2/target/blobs/uploads/?mount={blob}&from=base/hello");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _user.AccessTokenAsync(Registry, scopes));

        using var response = await _user.Http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    private static bool On(JsonNode attributes, string name) => attributes[name]!.GetValue<bool>();

    private string ImportFromItself() =>
        $$"""{"source":{"resourceId":"{{Registry.ResourceId}}","sourceImage":"base/hello:v1"},"targetTags":["copy:v1"],"mode":"NoForce"}""";

    private async Task ImportAsync(string tag)
    {
        await _emulator.AddSampleImageAsync($"library/hello:{tag}");
        using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", $"library/hello:{tag}", $"base/hello:{tag}"));
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
    }

    /// <summary>Tries everything that changes something, the deletions last, and returns what was refused because of a lock.</summary>
    private async Task<string> RefusedAsync()
    {
        var manifest = Encoding.UTF8.GetString(_manifest.Content.Span);
        (string Name, HttpMethod Method, string Path, string? Body)[] changes =
        [
            ("PUT v1", HttpMethod.Put, "/v2/base/hello/manifests/v1", manifest),
            ("PUT v3", HttpMethod.Put, "/v2/base/hello/manifests/v3", manifest),
            ("UPLOAD", HttpMethod.Post, "/v2/base/hello/blobs/uploads/", null),
            ("DELETE tag", HttpMethod.Delete, Tag, null),
            ("DELETE manifest", HttpMethod.Delete, $"/v2/base/hello/manifests/{_manifest.Digest}", null),
            ("DELETE repository", HttpMethod.Delete, Repository, null),
        ];
        var refused = new List<string>();
        foreach (var (name, method, path, body) in changes)
        {
            using var response = await SendAsync(method, path, body);
            var text = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.MethodNotAllowed)
            {
                Assert.Contains("\"code\":\"REGISTRY_DISALLOWED_OPERATION\",\"message\":\"The operation is disallowed on this registry, repository or image.", text, StringComparison.Ordinal);
                refused.Add(name);
                continue;
            }

            Assert.True(response.IsSuccessStatusCode, text);
        }

        return string.Join(',', refused);
    }

    private async Task ChangeAsync(string path, string body)
    {
        using var response = await SendAsync(HttpMethod.Patch, path, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<string> TextAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, EmulatorUser? user = null)
    {
        user ??= _user;
        using var request = new HttpRequestMessage(method, $"https://{Registry.LoginServer}{path}");
        var basic = $"{user.Principal.ClientId}:{user.Principal.ClientSecret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        request.Content = body is null ? null : new StringContent(body);
        if (body is not null)
        {
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue(method == HttpMethod.Put ? _manifest.MediaType : "application/json");
        }

        return await user.Http.SendAsync(request);
    }
}
