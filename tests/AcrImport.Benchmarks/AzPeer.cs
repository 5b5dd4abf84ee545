using System.Diagnostics;
using AcrImport.Emulator;

namespace AcrImport.Benchmarks;

/// <summary>The Azure CLI, where it is installed, signed in to the same emulator as a cloud of its own.</summary>
internal sealed class AzPeer
{
    private readonly string _configuration;
    private readonly string _certificates;

    private AzPeer(string configuration, string certificates)
    {
        _configuration = configuration;
        _certificates = certificates;
    }

    /// <returns>Null where there is no az on this machine.</returns>
    public static async Task<AzPeer?> TrySignInAsync(EmulatorServer emulator)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "az")));
        if (!isThere)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("acrimport-az-").FullName;
        var certificates = Path.Combine(folder, "ca.pem");
        await File.WriteAllTextAsync(certificates, emulator.Certificate.ExportCertificatePem());
        var peer = new AzPeer(folder, certificates);
        var endpoint = emulator.ArmEndpoint.GetLeftPart(UriPartial.Authority);
        await peer.RunAsync("cloud", "register", "-n", "Local", "--endpoint-resource-manager", endpoint, "--endpoint-active-directory", endpoint + "/adfs",
            "--endpoint-active-directory-resource-id", endpoint, "--endpoint-management", endpoint, "--endpoint-active-directory-graph-resource-id", endpoint,
            "--suffix-acr-login-server-endpoint", ".azurecr.io");
        await peer.RunAsync("cloud", "set", "-n", "Local");
        await peer.RunAsync("login", "--service-principal", "-u", emulator.Connection.ClientId.ToString(), "-p", emulator.Connection.ClientSecret, "--tenant", "adfs");
        return peer;
    }

    public Task ImportAsync(string target) =>
        RunAsync("acr", "import", "-n", "myregistry", "--source", "docker.io/library/hello-world:latest", "-t", target);

    private async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("az", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["AZURE_CONFIG_DIR"] = _configuration;
        start.Environment["REQUESTS_CA_BUNDLE"] = _certificates;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"az {arguments[0]} {arguments[1]} ended with {process.ExitCode}: {error}");
        }
    }
}
