using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AcrImport.ModuleTests.Support;

namespace AcrImport.ModuleTests.RealRegistry;

/// <summary>A real docker-registry on loopback that wants a password.</summary>
internal sealed class DockerRegistry : IAsyncDisposable
{
    public const string UserName = "reader";
    public const string Password = "a-pa55w0rd";

    private readonly Process _process;
    private readonly string _folder;

    private DockerRegistry(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Host = $"127.0.0.1:{port}";
    }

    public string Host { get; }

    public static async Task<DockerRegistry> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("acrimport-registry-").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "htpasswd"), await Tool.RunAsync("htpasswd", "-Bbn", UserName, Password));
        await File.WriteAllTextAsync(Path.Combine(folder, "config.yml"), $"""
            version: 0.1
            log: {"{"} level: info {"}"}
            storage: {"{"} filesystem: {"{"} rootdirectory: "{folder}/data" {"}"} {"}"}
            http: {"{"} addr: "127.0.0.1:{port}" {"}"}
            auth: {"{"} htpasswd: {"{"} realm: test, path: "{folder}/htpasswd" {"}"} {"}"}
            """);
        var process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", Path.Combine(folder, "config.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var registry = new DockerRegistry(process, folder, port);
        await registry.ListeningAsync();
        return registry;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListeningAsync()
    {
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("listening on", StringComparison.Ordinal))
            {
                // Nobody looks at the rest, but a full pipe would stop the registry.
                _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        Assert.Fail("docker-registry ended before it listened.");
    }
}
