using System.Text.Json.Nodes;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Arm;

/// <summary>az, which was not made for the emulator, takes it for Azure.</summary>
[Trait("Category", "RealRegistry")]
public sealed class AzTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acr-az-").FullName;
    private EmulatorServer _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Registries = ["myregistry", "other1,admin=on"],
            Principals = ["looker,Reader"],
            RetryAfter = TimeSpan.FromSeconds(1),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private Emulator.Storage.RegistryStore Store => _emulator.Registry("myregistry").Store;

    [Fact]
    public async Task It_imports_in_every_way_and_reads_what_came()
    {
        await SignInAsync(_emulator.Connection.ClientId, _emulator.Connection.ClientSecret);
        var digest = _emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest;
        var credentials = new[] { "-u", _emulator.Connection.ClientId.ToString(), "-p", _emulator.Connection.ClientSecret };
        var names = JsonNode.Parse(await AzAsync("acr", "list", "--query", "[].name"))!.AsArray().Select(name => name!.GetValue<string>());
        Assert.Equal(["myregistry", "other1"], names);

        await AzAsync("acr", "import", "-n", "myregistry", "--source", "docker.io/library/hello-world:latest", "-t", "hello:v1");
        await AzAsync("acr", "import", "-n", "myregistry", "--source", $"docker.io/library/hello-world@{digest}", "--repository", "untagged");
        await AzAsync("acr", "import", "-n", "other1", "--source", "hello:v1", "--registry", "myregistry");
        await AzAsync("acr", "import", "-n", "other1", "--source", "hello:v1", "--registry", _emulator.Registry("myregistry").ResourceId.ToString(), "--force");
        await AzAsync(["acr", "import", "-n", "other1", "--source", $"{_emulator.Registry("myregistry").LoginServer}/hello:v1", "-t", "with:credentials", .. credentials]);
        await AzAsync("acr", "import", "-n", "myregistry", "--source", "docker.io/library/hello-world:latest", "-t", "later:v1", "--no-wait");

        Assert.Equal((digest, digest), (Store.FindTag("hello", "v1")!.Digest, _emulator.Registry("other1").Store.FindTag("with", "credentials")!.Digest));
        Assert.Equal(4, Store.ListManifests("untagged").Count);
        Assert.Contains("\"hello\"", await AzAsync("acr", "repository", "list", "-n", "myregistry"), StringComparison.Ordinal);
        Assert.Equal("v1", Assert.Single(JsonNode.Parse(await AzAsync("acr", "repository", "show-tags", "-n", "myregistry", "--repository", "hello"))!.AsArray())!.GetValue<string>());
        Assert.Equal(4, JsonNode.Parse(await AzAsync("acr", "manifest", "list-metadata", "-r", "myregistry", "-n", "hello"))!.AsArray().Count);
        Assert.Equal(4, JsonNode.Parse(await AzAsync("acr", "repository", "show-manifests", "-n", "myregistry", "--repository", "hello"))!.AsArray().Count);
        var login = JsonNode.Parse(await AzAsync("acr", "login", "-n", "myregistry", "--expose-token"))!;
        Assert.Equal(_emulator.Registry("myregistry").LoginServer, login["loginServer"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_prints_failures_as_users_know_them()
    {
        await SignInAsync(_emulator.Connection.ClientId, _emulator.Connection.ClientSecret);
        await AzAsync("acr", "import", "-n", "myregistry", "--source", "docker.io/library/hello-world:latest", "-t", "hello:v1");

        var conflict = await FailAsync("acr", "import", "-n", "myregistry", "--source", "docker.io/library/hello-world:latest", "-t", "hello:v1");
        var unauthorized = await FailAsync("acr", "import", "-n", "myregistry", "--source", "docker.io/nats", "-t", "nats:v1");
        var missing = await FailAsync("acr", "import", "-n", "nowhere1", "--source", "docker.io/library/hello-world:latest", "-t", "hello:v1");

        Assert.Matches("ERROR: \\(Conflict\\) Operation registries-[0-9a-f-]{36} failed\\. Resource /subscriptions/.* Tag hello:v1 already exists in target registry\\.", conflict);
        Assert.Contains("(InvalidParameters)", unauthorized, StringComparison.Ordinal);
        Assert.Contains("Invalid message Unauthorized Unauthorized", unauthorized, StringComparison.Ordinal);
        Assert.Contains("could not be found in subscription 'ACR emulator", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_told_what_a_reader_may_not()
    {
        var looker = Assert.Single(_emulator.Connection.Principals);
        await SignInAsync(looker.ClientId, looker.ClientSecret);

        var refused = await FailAsync("acr", "import", "-n", "myregistry", "--source", "docker.io/library/hello-world:latest", "-t", "hello:v1");

        Assert.Contains("(AuthorizationFailed)", refused, StringComparison.Ordinal);
    }

    private async Task SignInAsync(Guid clientId, string secret)
    {
        RealProgram.Require("az");
        await File.WriteAllTextAsync(Path.Combine(_directory, "ca.pem"), _emulator.Connection.Certificate);
        var arm = _emulator.Connection.ArmEndpoint;
        await AzAsync(
            "cloud", "register", "-n", "Emulator", "--endpoint-resource-manager", arm, "--endpoint-active-directory", arm + "/adfs",
            "--endpoint-active-directory-resource-id", arm, "--endpoint-management", arm, "--endpoint-active-directory-graph-resource-id", arm,
            "--suffix-acr-login-server-endpoint", ".azurecr.io");
        await AzAsync("cloud", "set", "-n", "Emulator");
        await AzAsync("login", "--service-principal", "-u", clientId.ToString(), "-p", secret, "--tenant", "adfs");
    }

    private Task<string> AzAsync(params IEnumerable<string> arguments) => RealProgram.SucceedAsync("az", arguments, Environment);

    private async Task<string> FailAsync(params IEnumerable<string> arguments)
    {
        var (code, output, errors) = await RealProgram.RunAsync("az", arguments, Environment);
        Assert.True(code != 0, output);
        return errors;
    }

    private Dictionary<string, string> Environment => new()
    {
        ["AZURE_CONFIG_DIR"] = Path.Combine(_directory, "config"),
        ["REQUESTS_CA_BUNDLE"] = Path.Combine(_directory, "ca.pem"),
        ["AZURE_CORE_COLLECT_TELEMETRY"] = "no",
    };
}
