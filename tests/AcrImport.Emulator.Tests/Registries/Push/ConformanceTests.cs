using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries.Push;

/// <summary>The categories of the OCI distribution specification's conformance tests: push, pull, content discovery and content management.</summary>
public sealed class ConformanceTests : IAsyncLifetime
{
    private static readonly byte[] Blob = Encoding.UTF8.GetBytes("a layer of a few bytes");
    private static readonly byte[] Config = Encoding.UTF8.GetBytes("""{"os":"linux","architecture":"arm64"}""");
    private static readonly string BlobDigest = Manifest.DigestOf(Blob).ToString();
    private static readonly string ConfigDigest = Manifest.DigestOf(Config).ToString();
    private static readonly string Absent = "sha256:" + new string('a', 64);

    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    private EmulatorRegistry Registry => _emulator.Registry("myregistry");

    [Theory]
    [InlineData("one request")]
    [InlineData("POST then PUT")]
    [InlineData("parts")]
    public async Task Push_a_blob(string way)
    {
        await PushAsync("repo", Blob, way);

        using var head = await SendAsync(HttpMethod.Head, $"/v2/repo/blobs/{BlobDigest}");
        using var get = await SendAsync(HttpMethod.Get, $"/v2/repo/blobs/{BlobDigest}");
        Assert.Equal((HttpStatusCode.OK, Blob.Length), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(Blob, await get.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Push_parts_in_order_only_and_ask_how_far_it_is()
    {
        var location = await BeginAsync("repo");
        using var first = await SendAsync(HttpMethod.Patch, location, Blob[..5], range: "0-4");
        using var skipped = await SendAsync(HttpMethod.Patch, location, Blob[9..], range: "9-21");
        using var progress = await SendAsync(HttpMethod.Get, location);
        using var rest = await SendAsync(HttpMethod.Put, $"{location}?digest={BlobDigest}", Blob[5..], range: "5-21");

        Assert.Equal((HttpStatusCode.Accepted, "0-4"), (first.StatusCode, Header(first, "Range")));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, skipped.StatusCode);
        Assert.Equal((HttpStatusCode.NoContent, "0-4"), (progress.StatusCode, Header(progress, "Range")));
        Assert.Equal((HttpStatusCode.Created, $"/v2/repo/blobs/{BlobDigest}"), (rest.StatusCode, rest.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task Push_something_else_than_promised_leaves_nothing()
    {
        using var wrong = await SendAsync(HttpMethod.Post, $"/v2/repo/blobs/uploads/?digest={Absent}", Blob);
        using var never = await SendAsync(HttpMethod.Head, $"/v2/repo/blobs/{Absent}");

        await AssertErrorAsync(wrong, HttpStatusCode.BadRequest, "DIGEST_INVALID");
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
        Assert.Null(_emulator.Blobs.FindLength(Manifest.DigestOf(Blob)));
    }

    [Fact]
    public async Task Push_can_be_given_up()
    {
        var location = await BeginAsync("repo");
        using var cancelled = await SendAsync(HttpMethod.Delete, location);
        using var late = await SendAsync(HttpMethod.Patch, location, Blob);

        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        await AssertErrorAsync(late, HttpStatusCode.NotFound, "BLOB_UPLOAD_UNKNOWN");
    }

    [Theory]
    [InlineData("repo", HttpStatusCode.Created)]
    [InlineData("elsewhere", HttpStatusCode.Accepted)]
    public async Task Push_by_mounting(string from, HttpStatusCode expected)
    {
        await PushAsync("repo", Blob);

        using var mounted = await SendAsync(HttpMethod.Post, $"/v2/other/blobs/uploads/?mount={BlobDigest}&from={from}");

        Assert.Equal(expected, mounted.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Created, Registry.Store.FindBlobLength("other", Manifest.DigestOf(Blob)) is not null);
    }

    [Fact]
    public async Task Push_and_pull_an_image()
    {
        var digest = await PushImageAsync("repo", "v1");

        foreach (var reference in new[] { "v1", digest })
        {
            using var get = await SendAsync(HttpMethod.Get, $"/v2/repo/manifests/{reference}");
            Assert.Equal((digest, MediaTypes.OciManifest), (Header(get, "Docker-Content-Digest"), get.Content.Headers.ContentType!.MediaType));
            Assert.Equal(digest, Manifest.DigestOf(await get.Content.ReadAsByteArrayAsync()).ToString());
        }

        var stored = Assert.Single(Registry.Store.ListManifests("repo"));
        Assert.Equal(new Platform("linux", "arm64"), stored.Platform);
    }

    [Theory]
    [InlineData("v1", "nonsense", HttpStatusCode.BadRequest, "MANIFEST_INVALID")]
    [InlineData("v1", "{}", HttpStatusCode.BadRequest, "MANIFEST_INVALID")]
    [InlineData("v1", "MISSING", HttpStatusCode.NotFound, "MANIFEST_BLOB_UNKNOWN")]
    [InlineData("v1", "INDEX", HttpStatusCode.NotFound, "MANIFEST_BLOB_UNKNOWN")]
    [InlineData("ABSENT", "IMAGE", HttpStatusCode.BadRequest, "DIGEST_INVALID")]
    [InlineData("sha256:1", "IMAGE", HttpStatusCode.BadRequest, "DIGEST_INVALID")]
    [InlineData("-v1", "IMAGE", HttpStatusCode.BadRequest, "TAG_INVALID")]
    public async Task Push_a_manifest_that_cannot_be(string reference, string content, HttpStatusCode status, string code)
    {
        await PushAsync("repo", Blob);
        await PushAsync("repo", Config);
        var json = content switch
        {
            "IMAGE" => ImageJson(BlobDigest),
            "MISSING" => ImageJson(Absent),
            "INDEX" => $$"""{"schemaVersion":2,"mediaType":"{{MediaTypes.OciIndex}}","manifests":[{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{Absent}}","size":1}]}""",
            _ => content,
        };

        using var refused = await PutManifestAsync("repo", reference.Replace("ABSENT", Absent, StringComparison.Ordinal), json);

        await AssertErrorAsync(refused, status, code);
        Assert.Empty(Registry.Store.ListManifests("repo"));
    }

    [Theory]
    [InlineData("/v2/repo/manifests/none", "MANIFEST_UNKNOWN")]
    [InlineData("/v2/none/manifests/v1", "NAME_UNKNOWN")]
    [InlineData("/v2/repo/blobs/ABSENT", "BLOB_UNKNOWN")]
    public async Task Pull_what_is_not_there(string path, string code)
    {
        await PushImageAsync("repo", "v1");

        using var missing = await SendAsync(HttpMethod.Get, path.Replace("ABSENT", Absent, StringComparison.Ordinal));

        await AssertErrorAsync(missing, HttpStatusCode.NotFound, code);
    }

    [Fact]
    public async Task Discover_tags_in_pages()
    {
        foreach (var tag in new[] { "c", "a", "b" })
        {
            await PushImageAsync("repo", tag);
        }

        using var all = await SendAsync(HttpMethod.Get, "/v2/repo/tags/list");
        using var page = await SendAsync(HttpMethod.Get, "/v2/repo/tags/list?n=2");
        using var last = await SendAsync(HttpMethod.Get, "/v2/repo/tags/list?last=b");

        Assert.Equal("""{"name":"repo","tags":["a","b","c"]}""", await all.Content.ReadAsStringAsync());
        Assert.Equal("""{"name":"repo","tags":["a","b"]}""", await page.Content.ReadAsStringAsync());
        Assert.Contains("rel=\"next\"", Header(page, "Link"), StringComparison.Ordinal);
        Assert.Equal("""{"name":"repo","tags":["c"]}""", await last.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Discover_referrers()
    {
        var image = await PushImageAsync("repo", "v1");
        await PushAsync("repo", "{}"u8.ToArray());
        foreach (var type in new[] { "application/vnd.a", "application/vnd.b" })
        {
            using var put = await PutManifestAsync("repo", Manifest.DigestOf(Encoding.UTF8.GetBytes(ArtifactJson(type, image))).ToString(), ArtifactJson(type, image));
            Assert.Equal((HttpStatusCode.Created, image), (put.StatusCode, Header(put, "OCI-Subject")));
        }

        using var all = await SendAsync(HttpMethod.Get, $"/v2/repo/referrers/{image}");
        using var some = await SendAsync(HttpMethod.Get, $"/v2/repo/referrers/{image}?artifactType=application/vnd.b");
        using var none = await SendAsync(HttpMethod.Get, $"/v2/repo/referrers/{Absent}");

        Assert.Equal(MediaTypes.OciIndex, all.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, (await EmulatorUser.JsonAsync(all))["manifests"]!.AsArray().Count);
        var only = Assert.Single((await EmulatorUser.JsonAsync(some))["manifests"]!.AsArray())!;
        Assert.Equal(("application/vnd.b", "x"), (only["artifactType"]!.GetValue<string>(), only["annotations"]!["of"]!.GetValue<string>()));
        Assert.Equal("artifactType", Header(some, "OCI-Filters-Applied"));
        Assert.Equal((HttpStatusCode.OK, 0), (none.StatusCode, (await EmulatorUser.JsonAsync(none))["manifests"]!.AsArray().Count));
    }

    [Fact]
    public async Task Manage_content_by_deleting_it()
    {
        var digest = await PushImageAsync("repo", "v1");
        await PushImageAsync("repo", "v2");

        using var untagged = await SendAsync(HttpMethod.Delete, "/acr/v1/repo/_tags/v1");
        using var byTag = await SendAsync(HttpMethod.Delete, "/v2/repo/manifests/v2");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.MethodNotAllowed), (untagged.StatusCode, byTag.StatusCode));
        Assert.Equal(["v2"], Registry.Store.ListTags("repo").Select(tag => tag.Name));

        using var deleted = await SendAsync(HttpMethod.Delete, $"/v2/repo/manifests/{digest}");
        using var again = await SendAsync(HttpMethod.Delete, $"/v2/repo/manifests/{digest}");
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await AssertErrorAsync(again, HttpStatusCode.NotFound, "MANIFEST_UNKNOWN");
        Assert.Empty(Registry.Store.ListTags("repo"));
    }

    [Fact]
    public async Task Manage_content_by_deleting_the_repository()
    {
        var digest = await PushImageAsync("repo", "v1");

        using var deleted = await SendAsync(HttpMethod.Delete, "/acr/v1/repo");
        using var again = await SendAsync(HttpMethod.Delete, "/acr/v1/repo");

        Assert.Equal($$"""{"manifestsDeleted":["{{digest}}"],"tagsDeleted":["v1"]}""", await deleted.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await AssertErrorAsync(again, HttpStatusCode.NotFound, "NAME_UNKNOWN");
        Assert.Null(_emulator.Blobs.FindLength(Manifest.DigestOf(Blob)));
    }

    private static string ImageJson(string layer) => JsonSerializer.Serialize(new
    {
        schemaVersion = 2,
        mediaType = MediaTypes.OciManifest,
        config = new { mediaType = MediaTypes.OciImageConfig, digest = ConfigDigest, size = Config.Length },
        layers = new[] { new { mediaType = MediaTypes.OciLayer, digest = layer, size = Blob.Length } },
    });

    private static string ArtifactJson(string type, string subject) => JsonSerializer.Serialize(new
    {
        schemaVersion = 2,
        mediaType = MediaTypes.OciManifest,
        artifactType = type,
        config = new { mediaType = "application/vnd.oci.empty.v1+json", digest = Manifest.DigestOf("{}"u8.ToArray()).ToString(), size = 2 },
        layers = Array.Empty<object>(),
        subject = new { mediaType = MediaTypes.OciManifest, digest = subject, size = 1 },
        annotations = new { of = "x" },
    });

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(
        response.Headers.TryGetValues(name, out var values) ? values : response.Content.Headers.GetValues(name));

    private static async Task AssertErrorAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Contains($"\"code\":\"{code}\"", text, StringComparison.Ordinal);
    }

    private async Task<string> PushImageAsync(string repository, string tag)
    {
        await PushAsync(repository, Blob);
        await PushAsync(repository, Config);
        using var put = await PutManifestAsync(repository, tag, ImageJson(BlobDigest));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        return Header(put, "Docker-Content-Digest");
    }

    private async Task PushAsync(string repository, byte[] content, string way = "one request")
    {
        var query = $"?digest={Manifest.DigestOf(content)}";
        if (way == "one request")
        {
            using var once = await SendAsync(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/{query}", content);
            Assert.Equal(HttpStatusCode.Created, once.StatusCode);
            return;
        }

        var location = await BeginAsync(repository);
        if (way == "parts")
        {
            using var part = await SendAsync(HttpMethod.Patch, location, content);
            Assert.Equal(HttpStatusCode.Accepted, part.StatusCode);
            content = [];
        }

        using var put = await SendAsync(HttpMethod.Put, location + query, content);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    private async Task<string> BeginAsync(string repository)
    {
        using var begun = await SendAsync(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/");
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        return begun.Headers.Location!.OriginalString;
    }

    private Task<HttpResponseMessage> PutManifestAsync(string repository, string reference, string json) =>
        SendAsync(HttpMethod.Put, $"/v2/{repository}/manifests/{reference}", Encoding.UTF8.GetBytes(json), contentType: json.Contains(MediaTypes.OciIndex, StringComparison.Ordinal) ? MediaTypes.OciIndex : MediaTypes.OciManifest);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? content = null, string? range = null, string contentType = "application/octet-stream")
    {
        using var request = new HttpRequestMessage(method, $"https://{Registry.LoginServer}{path}");
        var basic = $"{_user.Principal.ClientId}:{_user.Principal.ClientSecret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        request.Content = content is null ? null : new ByteArrayContent(content) { Headers = { ContentType = new(contentType) } };
        if (range is not null)
        {
            request.Content!.Headers.TryAddWithoutValidation("Content-Range", range);
        }

        return await _user.Http.SendAsync(request);
    }
}
