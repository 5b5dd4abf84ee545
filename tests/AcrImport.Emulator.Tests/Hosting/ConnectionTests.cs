using System.Text.Json.Nodes;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Hosting;

public sealed class ConnectionTests
{
    [Fact]
    public async Task A_client_can_read_the_source_that_an_import_reads()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var file = JsonNode.Parse(await File.ReadAllTextAsync(emulator.ConnectionFile))!;

        var address = file["upstreams"]!["docker.io"]!.GetValue<string>();

        Assert.Equal($"https://{emulator.DockerHub.LoginServer}", address);
        Assert.Equal(address, Assert.Single(emulator.Connection.Upstreams).Value);
    }

    [Theory]
    [InlineData("health", """{"status":"healthy"}""")]
    [InlineData("ready", """{"status":"ready"}""")]
    public async Task Who_starts_an_emulator_can_ask_how_it_is(string path, string expected)
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var user = new EmulatorUser(emulator);

        Assert.Equal(expected, await user.Http.GetStringAsync(new Uri(emulator.ArmEndpoint, "/emulator/" + path)));
    }

    [Theory]
    [InlineData("docker.io")]
    [InlineData("index.docker.io")]
    public async Task Upstreams_of_the_options_are_named_by_what_imports_call_them(string name)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Upstreams = new Dictionary<string, Uri> { [name] = new("http://127.0.0.1:5000"), ["ghcr.io"] = new("http://[::1]:5001/") },
        });

        Assert.Equal(
            new Dictionary<string, string> { ["docker.io"] = "http://127.0.0.1:5000", ["ghcr.io"] = "http://[::1]:5001" },
            emulator.Connection.Upstreams);
    }
}
