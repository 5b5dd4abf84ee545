using System.Diagnostics;
using System.Net;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

/// <summary>Programs that were not made for the emulator: skopeo reads from it, and it imports from docker-registry.</summary>
[Trait("Category", "RealRegistry")]
public sealed class RealRegistryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acr-real-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Skopeo_copies_an_image_out_of_an_emulated_registry()
    {
        RealProgram.Require("skopeo");
        await using var emulator = await EmulatorServer.StartAsync();
        using var user = new EmulatorUser(emulator);
        using var imported = await user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "base/hello:v1"));
        var registry = emulator.Registry("myregistry");

        await SkopeoAsync(
            "copy", "--all", "--src-tls-verify=false", "--src-creds", $"{EmulatorUser.TokenUser}:{await user.RefreshTokenAsync(registry)}",
            $"docker://{registry.LoginServer}/base/hello:v1", $"dir:{_directory}");

        Assert.Equal(
            registry.Store.FindTag("base/hello", "v1")!.Digest, Manifest.DigestOf(await File.ReadAllBytesAsync(Path.Combine(_directory, "manifest.json"))));
        foreach (var manifest in registry.Store.ListManifests("base/hello").Select(stored => Manifest.Parse(stored.Content.ToArray(), stored.MediaType)))
        {
            Assert.All(manifest.Blobs, blob => Assert.Equal(blob.Digest, Manifest.DigestOf(File.ReadAllBytes(Path.Combine(_directory, blob.Digest.Hex)))));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_image_goes_through_docker_registry_and_back(bool withPassword)
    {
        RealProgram.Require("skopeo");
        RealProgram.Require("docker-registry");
        var port = FreePort();
        using var dockerRegistry = await StartDockerRegistryAsync(port, withPassword);
        try
        {
            var host = $"127.0.0.1:{port}";
            await using var emulator = await EmulatorServer.StartAsync(
                new EmulatorOptions { Upstreams = new Dictionary<string, Uri> { ["ghcr.io"] = new($"http://{host}") } });
            using var user = new EmulatorUser(emulator);
            string[] login = withPassword ? ["--dest-creds", "user:pass"] : [];
            await SkopeoAsync(
                ["copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false", .. login,
                $"docker://{emulator.DockerHub.LoginServer}/library/hello-world:latest", $"docker://{host}/copy:v1"]);

            var credentials = withPassword ? ""","credentials":{"username":"user","password":"pass"}""" : string.Empty;
            foreach (var name in new[] { host, "ghcr.io" })
            {
                using var imported = await user.ImportAsync(
                    $$"""{"source":{"registryUri":"{{name}}","sourceImage":"copy:v1"{{credentials}}},"targetTags":["back:v1"],"mode":"Force"}""");
                Assert.Equal("""{"status":"Succeeded"}""", await imported.Content.ReadAsStringAsync());
            }

            Assert.Equal(
                emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest, emulator.Registry("myregistry").Store.FindTag("back", "v1")!.Digest);
            if (withPassword)
            {
                using var refused = await user.ImportAsync(EmulatorUser.ImportOf(host, "copy:v1", "no:v1"));
                Assert.Contains("Invalid message Unauthorized Unauthorized", await EmulatorUser.ArmErrorAsync(refused, HttpStatusCode.BadRequest, "InvalidParameters"), StringComparison.Ordinal);
            }
        }
        finally
        {
            dockerRegistry.Kill();
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<string> SkopeoAsync(params IEnumerable<string> arguments) => RealProgram.SucceedAsync("skopeo", arguments);

    private async Task<Process> StartDockerRegistryAsync(int port, bool withPassword)
    {
        // The password "pass", hashed with bcrypt as docker-registry wants it.
        const string Users = "user:$2y$05$1qtxAZ9wsj2t7OjwxHZPy.09AEm/ykbgIzVCDedq02RGjyxACfSXW";
        var users = Path.Combine(_directory, "users");
        await File.WriteAllTextAsync(users, Users);
        var config = Path.Combine(_directory, "config.yml");
        await File.WriteAllTextAsync(
            config,
            $"version: 0.1\nlog: {{level: error}}\nstorage: {{inmemory: {{}}}}\nhttp: {{addr: '127.0.0.1:{port}'}}\n"
            + (withPassword ? $"auth: {{htpasswd: {{realm: test, path: '{users}'}}}}\n" : string.Empty));
        var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", config]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var http = new HttpClient();
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(20);)
        {
            try
            {
                using var response = await http.GetAsync($"http://127.0.0.1:{port}/v2/");
                return process;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        process.Kill();
        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }
}
