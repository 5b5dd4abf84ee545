using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

public sealed class RegistryReadTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;
    private EmulatorRegistry _registry = null!;
    private Digest _index = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _user = new EmulatorUser(_emulator);
        _registry = _emulator.Registry("myregistry");
        using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "base/hello:v1"));
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        _index = _registry.Store.FindTag("base/hello", "v1")!.Digest;
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "v1")]
    [InlineData("HEAD", "v1")]
    [InlineData("GET", "DIGEST")]
    [InlineData("HEAD", "DIGEST")]
    public async Task A_manifest_comes_as_it_is(string method, string reference)
    {
        reference = reference == "DIGEST" ? _index.ToString() : reference;
        using var response = await _user.RegistryAsync(_registry, $"/v2/base/hello/manifests/{reference}", new HttpMethod(method));

        var content = _registry.Store.FindManifest("base/hello", _index)!.Content.ToArray();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(MediaTypes.OciIndex, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(content.Length, response.Content.Headers.ContentLength);
        Assert.Equal(_index.ToString(), Assert.Single(response.Headers.GetValues("Docker-Content-Digest")));
        Assert.Equal($"\"{_index}\"", response.Headers.ETag!.Tag);
        Assert.Equal(method == "GET" ? content : [], await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("v1", "application/vnd.oci.image.index.v1+json", null)]
    [InlineData("v1", "application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.index.v1+json;q=0.5", null)]
    [InlineData("v1", "*/*", null)]
    [InlineData("v1", "application/vnd.oci.image.manifest.v1+json", "OCI index found, but accept header does not support OCI indexes")]
    [InlineData("v1", "application/vnd.oci.image.index.v1+json;q=0, text/plain", "OCI index found, but accept header does not support OCI indexes")]
    [InlineData("IMAGE", "application/vnd.docker.distribution.manifest.v2+json", "OCI artifact found, but accept header does not support OCI artifacts.")]
    public async Task A_manifest_comes_only_to_those_who_accept_it(string reference, string accept, string? refusal)
    {
        reference = reference == "IMAGE" ? Image("linux", "amd64").Digest.ToString() : reference;
        using var response = await _user.RegistryAsync(_registry, $"/v2/base/hello/manifests/{reference}", headers: headers => headers.Add("Accept", accept));

        if (refusal is null)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return;
        }

        Assert.Equal(refusal, await ErrorAsync(response, HttpStatusCode.NotFound, "MANIFEST_UNKNOWN"));
    }

    [Fact]
    public async Task A_blob_comes_whole_and_in_ranges()
    {
        var layer = Manifest.Parse(Image("linux", "arm64").Content.ToArray(), null).Layers[0];
        var path = $"/v2/base/hello/blobs/{layer.Digest}";
        using var whole = await _user.RegistryAsync(_registry, path);
        using var head = await _user.RegistryAsync(_registry, path, HttpMethod.Head);
        using var part = await _user.RegistryAsync(_registry, path, headers: headers => headers.Range = new RangeHeaderValue(10, 19));
        using var beyond = await _user.RegistryAsync(_registry, path, headers: headers => headers.Range = new RangeHeaderValue(layer.Size, null));

        var content = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal(layer.Digest, Manifest.DigestOf(content));
        Assert.Equal(layer.Size, head.Content.Headers.ContentLength);
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 10-19/{layer.Size}"), (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(content[10..20], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task A_repository_serves_only_what_belongs_to_it()
    {
        await _emulator.AddSampleImageAsync("library/other:v1");
        using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/other:v1", "other:v1"));
        var layer = Manifest.Parse(Image("linux", "amd64").Content.ToArray(), null).Layers[0].Digest;

        using var blob = await _user.RegistryAsync(_registry, $"/v2/other/blobs/{layer}");
        using var manifest = await _user.RegistryAsync(_registry, $"/v2/other/manifests/{_index}");

        await ErrorAsync(blob, HttpStatusCode.NotFound, "BLOB_UNKNOWN");
        await ErrorAsync(manifest, HttpStatusCode.NotFound, "MANIFEST_UNKNOWN");
    }

    [Theory]
    [InlineData("/v2/base/hello/manifests/none", HttpStatusCode.NotFound, "MANIFEST_UNKNOWN", "manifest tagged by \"none\" is not found")]
    [InlineData("/v2/base/hello/manifests/sha256:1", HttpStatusCode.BadRequest, "DIGEST_INVALID", "provided digest is not valid")]
    [InlineData("/v2/base/hello/blobs/none", HttpStatusCode.BadRequest, "DIGEST_INVALID", "provided digest is not valid")]
    [InlineData("/v2/none/manifests/v1", HttpStatusCode.NotFound, "NAME_UNKNOWN", "repository name not known to registry")]
    [InlineData("/v2/none/tags/list", HttpStatusCode.NotFound, "NAME_UNKNOWN", "repository name not known to registry")]
    [InlineData("/v2/UPPER/tags/list", HttpStatusCode.BadRequest, "NAME_INVALID", "invalid repository name")]
    [InlineData("/v2/a%0d%0ab/tags/list", HttpStatusCode.BadRequest, "NAME_INVALID", "invalid repository name")]
    [InlineData("/v2/%00/tags/list", HttpStatusCode.BadRequest, null, null)]
    [InlineData("/v2//tags/list", HttpStatusCode.BadRequest, "NAME_INVALID", "invalid repository name")]
    [InlineData("/acr/v1/none", HttpStatusCode.NotFound, "NAME_UNKNOWN", "repository name not known to registry")]
    [InlineData("/acr/v1/base/hello/_tags/none", HttpStatusCode.NotFound, "TAG_UNKNOWN", "the specified tag does not exist")]
    [InlineData("/acr/v1/base/hello/_manifests/none", HttpStatusCode.BadRequest, "DIGEST_INVALID", "provided digest is not valid")]
    [InlineData("/acr/v1/base/hello/_tags?digest=none", HttpStatusCode.BadRequest, "DIGEST_INVALID", "provided digest is not valid")]
    [InlineData("/acr/v1/base/hello/_tags?n=0", HttpStatusCode.BadRequest, "PAGINATION_NUMBER_INVALID", null)]
    [InlineData("/v2/_catalog?n=-1", HttpStatusCode.BadRequest, "PAGINATION_NUMBER_INVALID", null)]
    [InlineData("/v2/_catalog?n=99999999999", HttpStatusCode.BadRequest, "PAGINATION_NUMBER_INVALID", null)]
    [InlineData("/v2/base/hello/tags/list?orderby=size", HttpStatusCode.BadRequest, "PAGINATION_NUMBER_INVALID", null)]
    [InlineData("/acr/v1/base/hello/_tags?orderby=timeasc&last=v1", HttpStatusCode.BadRequest, "PAGINATION_NUMBER_INVALID", null)]
    [InlineData("/acr/v1/base/hello/_tags?orderby=timeasc&last=9223372036854775807%26v1", HttpStatusCode.BadRequest, "PAGINATION_NUMBER_INVALID", null)]
    [InlineData("/v2/base/hello/manifests/", HttpStatusCode.NotFound, null, null)]
    [InlineData("/elsewhere", HttpStatusCode.NotFound, null, null)]
    public async Task What_cannot_be_answered_is_an_error_of_the_caller(string path, HttpStatusCode status, string? code, string? message)
    {
        using var response = await _user.RegistryAsync(_registry, path);

        Assert.Equal(status, response.StatusCode);
        if (code is not null)
        {
            var said = await ErrorAsync(response, status, code);
            Assert.Equal(message ?? said, said);
        }
    }

    [Theory]
    [InlineData("PUT", "/v2/base/hello/tags/list")]
    [InlineData("POST", "/v2/base/hello/manifests/v2")]
    [InlineData("DELETE", "/v2/base/hello/manifests/v1")]
    [InlineData("DELETE", "/acr/v1/base/hello/_manifests")]
    [InlineData("PUT", "/oauth2/token")]
    public async Task What_cannot_be_written_is_not_supported(string method, string path)
    {
        using var response = await _user.RegistryAsync(_registry, path, new HttpMethod(method));

        await ErrorAsync(response, HttpStatusCode.MethodNotAllowed, "UNSUPPORTED");
    }

    internal static async Task<string> ErrorAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![0]!;
        Assert.Equal(code, error["code"]!.GetValue<string>());
        return error["message"]!.GetValue<string>();
    }

    private StoredManifest Image(string os, string architecture) =>
        _registry.Store.ListManifests("base/hello").Single(manifest => manifest.Platform == new Platform(os, architecture));
}
