using System.Net;
using System.Text.Json;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Importing;

/// <summary>Registries that not everyone reaches, as sources, as targets and for clients.</summary>
public sealed class NetworkRuleTests : IAsyncLifetime
{
    private const string Denied = """Invalid message Forbidden Forbidden {"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""";

    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Registries =
            [
                "target1", "private2,public-access=off", "walled3,firewall=127.0.0.1", "shut4,firewall=on", "known5,firewall=192.0.2.0/24",
                "alone6,public-access=off,trusted-services=off",
            ],
        });
        _user = new EmulatorUser(_emulator);
        foreach (var name in new[] { "private2", "walled3", "shut4" })
        {
            using var filled = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), name);
            Assert.Equal("""{"status":"Succeeded"}""", await filled.Content.ReadAsStringAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("private2")]
    [InlineData("walled3")]
    [InlineData("shut4")]
    public async Task A_resource_ID_gets_past_the_rules(string source)
    {
        using var done = await _user.ImportAsync(
            $$"""{"source":{"resourceId":"{{_emulator.Registry(source).ResourceId}}","sourceImage":"hello:v1"},"targetTags":["copy:v1"]}""", "target1");

        Assert.Equal("""{"status":"Succeeded"}""", await done.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("private2", Denied)]
    [InlineData(
        "walled3",
        """Invalid message Forbidden Forbidden {"errors":[{"code":"DENIED","message":"client with IP \u0027192.0.2.10\u0027 is not allowed access. Refer https://aka.ms/acr/firewall to grant access."}]}""")]
    [InlineData("shut4", "192.0.2.10")]
    public async Task A_login_server_does_not(string source, string reason)
    {
        using var failed = await _user.ImportAsync(FromLoginServer(source), "target1");

        Assert.Contains(reason, await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_firewall_that_knows_the_service_lets_it_in()
    {
        using var failed = await _user.ImportAsync(FromLoginServer("known5"), "target1");

        Assert.Contains(
            "Invalid message NotFound NotFound", await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reaches_a_registry_that_trusts_no_services()
    {
        using var asTarget = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), "alone6");
        using var asSource = await _user.ImportAsync(
            $$"""{"source":{"resourceId":"{{_emulator.Registry("alone6").ResourceId}}","sourceImage":"hello:v1"},"targetTags":["copy:v1"]}""", "target1");

        foreach (var failed in new[] { asTarget, asSource })
        {
            Assert.EndsWith(Denied, await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("target1", HttpStatusCode.OK, "{}")]
    [InlineData("walled3", HttpStatusCode.OK, "{}")]
    [InlineData("private2", HttpStatusCode.Forbidden, "requested access to the resource is denied")]
    [InlineData("shut4", HttpStatusCode.Forbidden, """client with IP \u0027127.0.0.1\u0027 is not allowed access""")]
    public async Task Clients_meet_the_same_rules(string name, HttpStatusCode expected, string text)
    {
        using var response = await _user.RegistryAsync(_emulator.Registry(name), "/v2/");

        Assert.Equal(expected, response.StatusCode);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private string FromLoginServer(string source) => JsonSerializer.Serialize(new
    {
        source = new
        {
            registryUri = _emulator.Registry(source).LoginServer,
            sourceImage = "hello:v1",
            credentials = new { username = _emulator.Connection.ClientId, password = _emulator.Connection.ClientSecret },
        },
        targetTags = new[] { "copy:v1" },
    });
}
