using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AcrImport.Azure.Oci;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

/// <summary>A docker-registry that wants a password, over plain http on this machine.</summary>
[Trait("Category", "RealRegistry")]
public sealed class RealSourceTests : IDisposable
{
    private const string Manifest = """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("acrimport-source-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Reads_a_registry_with_htpasswd()
    {
        Require("docker-registry", "htpasswd");
        var port = FreePort();
        using var registry = await StartAsync(port);
        try
        {
            await PushAsync(port);
            var reader = SourceReader.Create(SourceVisitor.Options(), null);
            var host = RegistryHost.Parse($"127.0.0.1:{port}");

            var digest = await reader.ResolveSourceDigestAsync(host, ImageName.Parse("a/b:v1"), SourceVisitor.User(), new KeptLog(), Stop);

            Assert.Equal(ContentDigest.Of(Encoding.UTF8.GetBytes(Manifest), null), digest?.ToString());
            Assert.Null(await reader.ResolveSourceDigestAsync(host, ImageName.Parse("a/b:v2"), SourceVisitor.User(), new KeptLog(), Stop));
            foreach (var wrong in new[] { null, SourceVisitor.User(password: "wrong") })
            {
                var error = await Assert.ThrowsAsync<AcrImportException>(() => reader.ResolveSourceDigestAsync(host, ImageName.Parse("a/b:v1"), wrong, new KeptLog(), Stop));
                Assert.Equal(AcrErrorKind.SourceUnauthorized, error.Kind);
            }
        }
        finally
        {
            registry.Kill();
            await registry.WaitForExitAsync(Stop);
        }
    }

    private static void Require(params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToArray();
        if (missing.Length > 0 && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"CI has to have {string.Join(" and ", missing)}.");
        }

        Assert.SkipWhen(missing.Length > 0, $"{string.Join(" and ", missing)} not installed.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task PushAsync(int port)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(SourceVisitor.Basic("reader")!);
        using var content = new StringContent(Manifest, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.OciIndex);
        using var reply = await client.PutAsync(new Uri($"http://127.0.0.1:{port}/v2/a/b/manifests/v1"), content, Stop);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
    }

    private async Task<Process> StartAsync(int port)
    {
        using var htpasswd = Process.Start(new ProcessStartInfo("htpasswd", ["-Bbn", "reader", SourceVisitor.Password]) { RedirectStandardOutput = true })!;
        await File.WriteAllTextAsync(Path.Combine(_folder, "htpasswd"), await htpasswd.StandardOutput.ReadToEndAsync(Stop), Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.yml"), $$"""
            version: 0.1
            log: { level: info }
            storage: { filesystem: { rootdirectory: "{{_folder}}/data" } }
            http: { addr: "127.0.0.1:{{port}}" }
            auth: { htpasswd: { realm: test, path: "{{_folder}}/htpasswd" } }
            """, Stop);
        var registry = Process.Start(new ProcessStartInfo("docker-registry", ["serve", Path.Combine(_folder, "config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        while (await registry.StandardError.ReadLineAsync(Stop) is { } line)
        {
            if (line.Contains("listening on", StringComparison.Ordinal))
            {
                // Nobody looks at the rest, but a full pipe would stop the registry.
                _ = registry.StandardError.BaseStream.CopyToAsync(Stream.Null, Stop);
                _ = registry.StandardOutput.BaseStream.CopyToAsync(Stream.Null, Stop);
                return registry;
            }
        }

        throw new InvalidOperationException("docker-registry ended before it listened.");
    }
}
