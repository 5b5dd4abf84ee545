using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.CommandLine;

/// <summary>The program as a process, as users and scripts start it.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acr-program-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task It_says_what_to_type_next_and_stops_with_its_input()
    {
        var file = Path.Combine(_directory, "it's here.json");
        using var program = Start("--registry", "First1", "--registry", "second2", "--connection-file", file, "--stop-with-input", "--verbose");
        var lines = await ReadUntilReadyAsync(program);

        var connection = JsonSerializer.Deserialize<EmulatorConnection>(await File.ReadAllTextAsync(file), EmulatorJson.Options)!;
        Assert.Equal(
            [
                "Connect a PowerShell session with:",
                $"  Connect-AcrAccount -Emulator '{file.Replace("'", "''", StringComparison.Ordinal)}'",
                "Or az, with the certificate of that file in the file that REQUESTS_CA_BUNDLE names:",
                $"  az cloud register -n AcrEmulator --endpoint-resource-manager {connection.ArmEndpoint} --endpoint-active-directory {connection.ArmEndpoint}/adfs "
                + $"--endpoint-active-directory-resource-id {connection.ArmEndpoint} --endpoint-management {connection.ArmEndpoint} "
                + $"--endpoint-active-directory-graph-resource-id {connection.ArmEndpoint} --suffix-acr-login-server-endpoint .azurecr.io",
                "  az cloud set -n AcrEmulator",
                $"  az login --service-principal --tenant adfs -u {connection.ClientId} -p SECRET",
                $"Registry First1 is at {connection.Registries[0].LoginServer}.",
                $"Registry second2 is at {connection.Registries[1].LoginServer}.",
                $"  skopeo login --tls-verify=false -u {connection.ClientId} {connection.Registries[0].LoginServer}",
                "Ready.",
            ],
            lines);
        Assert.Single(Directory.GetFiles(_directory));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        using (var certificate = X509Certificate2.CreateFromPem(connection.Certificate))
        using (var http = new HttpClient(PinnedCertificate.Handler(certificate)))
        using (var response = await http.GetAsync($"{connection.ArmEndpoint}/subscriptions?api-version=1&s=signature"))
        {
            Assert.Equal(401, (int)response.StatusCode);
        }

        program.StandardInput.Close();
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, program.ExitCode);
        Assert.False(File.Exists(file));
        Assert.Matches(@"^127\.0\.0\.1:\d+ GET /subscriptions 401 \d+\.\d ms\n$", (await program.StandardError.ReadToEndAsync()).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task It_stops_cleanly_on_a_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var file = Path.Combine(_directory, "connection.json");
        using var program = Start("--connection-file", file);
        await ReadUntilReadyAsync(program);

        using (var kill = Process.Start("kill", ["-TERM", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(File.Exists(file));
        Assert.Empty(await program.StandardError.ReadToEndAsync());
    }

    [Theory]
    [InlineData("The registry name 'a b' is not 5 to 50 letters and digits.", "--registry", "a b")]
    [InlineData("The registry 'twice' is named twice.", "--registry", "twice", "--registry", "TWICE")]
    [InlineData("'color=red' is no trait of a registry.", "--registry", "prod1,color=red")]
    [InlineData("'admin' is no trait of a registry.", "--registry", "prod1,admin")]
    [InlineData("'admin=maybe' is no trait of a registry.", "--registry", "prod1,admin=maybe")]
    [InlineData("'sku=7' is no trait of a registry.", "--registry", "prod1,sku=7")]
    [InlineData("'firewall=nowhere' is no trait of a registry.", "--registry", "prod1,firewall=nowhere")]
    [InlineData("The subscription of the registry 'prod1' is not a number from 1 to 99.", "--registry", "prod1,subscription=0")]
    [InlineData("The registry 'prod1' cannot let everyone pull: its tier is Basic.", "--registry", "prod1,sku=Basic,anonymous-pull=on")]
    [InlineData("The registry 'prod1' cannot have rules about the network: its tier is Standard.", "--registry", "prod1,sku=Standard,public-access=off")]
    [InlineData("'Emperor' is no role. There are Owner, Contributor,", "--principal", "ci,Emperor")]
    [InlineData("The registry 'nowhere1' of the principal 'ci' is not there.", "--principal", "ci,AcrPull@nowhere1")]
    [InlineData("The principal 'ci' is named twice.", "--principal", "ci", "--principal", "CI,Reader")]
    [InlineData("A principal has a name, and a secret that is not empty.", "--principal", "ci,secret=")]
    [InlineData("The upstream 'docker.io' is not of the form HOST=URL.", "--upstream", "docker.io")]
    [InlineData("is neither http nor https", "--upstream", "docker.io=ftp://127.0.0.1")]
    [InlineData("must not have a path", "--upstream", "docker.io=http://127.0.0.1/v2")]
    [InlineData("is not a valid registry host", "--upstream", "a b=http://127.0.0.1")]
    [InlineData("The upstream 'index.docker.io' is named twice.", "--upstream", "docker.io=http://127.0.0.1", "--upstream", "index.docker.io=http://127.0.0.1")]
    [InlineData("'soon' is not a duration", "--import-delay", "soon")]
    [InlineData("'-1' is not a whole number of seconds", "--retry-after", "-1")]
    [InlineData("--unheard-of", "--unheard-of")]
    public async Task Wrong_options_are_explained(string message, params string[] arguments)
    {
        using var program = Start(arguments);
        program.StandardInput.Close();
        var output = program.StandardOutput.ReadToEndAsync();
        var errors = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready.", await output, StringComparison.Ordinal);
    }

    private static Process Start(params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(EmulatorServer).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<List<string>> ReadUntilReadyAsync(Process program)
    {
        var lines = new List<string>();
        while (await program.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            lines.Add(line);
            if (line == "Ready.")
            {
                return lines;
            }
        }

        Assert.Fail(await program.StandardError.ReadToEndAsync());
        return lines;
    }
}
