using System.Net;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Access;

/// <summary>What principals with certain roles may do, and how they are refused.</summary>
public sealed class RoleTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Registries = ["source1", "target2", "faraway3,subscription=2"],
            Principals =
            [
                "importer,AcrImport@target2,Reader@source1,secret=given",
                "blind,AcrImport@target2,AcrPull@source1",
                "puller,AcrPull",
                "reader,Reader@faraway3",
                "documented,Container Registry Data Importer and Data Reader@TARGET2",
                "nobody",
            ],
        });
        using var owner = new EmulatorUser(_emulator);
        using var filled = await owner.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), "source1");
        Assert.Equal(HttpStatusCode.OK, filled.StatusCode);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [InlineData("importer")]
    [InlineData("documented")]
    public async Task Who_may_import_imports(string name)
    {
        using var user = new EmulatorUser(_emulator, name);

        using var done = await user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "public:v1"), "target2");

        Assert.Equal("""{"status":"Succeeded"}""", await done.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_may_read_the_source_imports_by_resource_ID()
    {
        using var user = new EmulatorUser(_emulator, "importer");

        using var done = await user.ImportAsync(FromSource, "target2");

        Assert.Equal("""{"status":"Succeeded"}""", await done.Content.ReadAsStringAsync());
        Assert.Equal("given", user.Principal.ClientSecret);
    }

    [Theory]
    [InlineData("puller", "target2")]
    [InlineData("importer", "source1")]
    [InlineData("nobody", "faraway3")]
    public async Task Who_may_not_import_is_refused_at_once(string name, string registry)
    {
        using var user = new EmulatorUser(_emulator, name);

        using var refused = await user.PostImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v2"), registry);

        Assert.Equal(
            $"The client '{user.Principal.ClientId}' with object id '{user.Principal.ObjectId}' does not have authorization to perform action "
            + $"'Microsoft.ContainerRegistry/registries/importImage/action' over scope '{_emulator.Registry(registry).ResourceId}' or the scope is invalid. "
            + "If access was recently granted, please refresh your credentials.",
            await EmulatorUser.ArmErrorAsync(refused, HttpStatusCode.Forbidden, "AuthorizationFailed"));
    }

    [Fact]
    public async Task Who_may_not_see_the_source_is_refused_at_once()
    {
        using var user = new EmulatorUser(_emulator, "blind");

        using var refused = await user.PostImportAsync(FromSource, "target2");

        Assert.Equal(
            $"The client '{user.Principal.ClientId}' with object id '{user.Principal.ObjectId}' has permission to perform action "
            + $"'Microsoft.ContainerRegistry/registries/importImage/action' on scope '{_emulator.Registry("target2").ResourceId}'; however, it does not have "
            + "permission to perform action(s) 'Microsoft.ContainerRegistry/registries/read' on the linked scope(s) "
            + $"'{_emulator.Registry("source1").ResourceId}' (respectively) or the linked scope(s) are invalid.",
            await EmulatorUser.ArmErrorAsync(refused, HttpStatusCode.Forbidden, "LinkedAuthorizationFailed"));
    }

    [Theory]
    [InlineData("importer", "source1,target2", 1)]
    [InlineData("reader", "faraway3", 1)]
    [InlineData("puller", "", 2)]
    [InlineData("nobody", "", 0)]
    public async Task Lists_show_what_the_caller_may_see(string name, string expected, int subscriptions)
    {
        using var user = new EmulatorUser(_emulator, name);

        using var graph = await user.ArmAsync(HttpMethod.Post, "/providers/Microsoft.ResourceGraph/resources?api-version=1", """{"query":"resources"}""");
        using var listed = await user.GetArmAsync("/subscriptions?api-version=1");

        var names = (await EmulatorUser.JsonAsync(graph))["data"]!.AsArray().Select(row => row!["name"]!.GetValue<string>());
        Assert.Equal(expected, string.Join(',', names));
        Assert.Equal(subscriptions, (await EmulatorUser.JsonAsync(listed))["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_registry_that_the_caller_may_not_see_is_refused()
    {
        using var user = new EmulatorUser(_emulator, "puller");

        using var refused = await user.GetArmAsync($"{_emulator.Registry("source1").ResourceId}?api-version=1");

        Assert.Contains(
            "'Microsoft.ContainerRegistry/registries/read' over scope", await EmulatorUser.ArmErrorAsync(refused, HttpStatusCode.Forbidden, "AuthorizationFailed"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("puller", "source1", HttpStatusCode.OK)]
    [InlineData("importer", "source1", HttpStatusCode.OK)]
    [InlineData("reader", "source1", HttpStatusCode.Unauthorized)]
    [InlineData("nobody", "source1", HttpStatusCode.Unauthorized)]
    public async Task A_registry_serves_those_who_may_pull(string name, string registry, HttpStatusCode expected)
    {
        using var user = new EmulatorUser(_emulator, name);
        var server = _emulator.Registry(registry);

        using var basic = await user.RegistryAsync(server, "/v2/hello/manifests/v1");
        using var exchange = await user.PostFormAsync(
            $"https://{server.LoginServer}/oauth2/exchange",
            ("grant_type", "access_token"), ("service", server.LoginServer), ("access_token", await user.SignInAsync()));

        Assert.Equal((expected, expected), (basic.StatusCode, exchange.StatusCode));
    }

    [Fact]
    public async Task A_token_holds_no_action_that_its_owner_may_not_do()
    {
        using var user = new EmulatorUser(_emulator, "puller");

        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(await user.AccessTokenAsync(
            _emulator.Registry("source1"), "repository:a:pull,push,delete", "repository:b:*", "repository:c:push", "registry:catalog:*"));

        Assert.Equal(
            """[{"type":"repository","name":"a","actions":["pull"]},{"type":"repository","name":"b","actions":["pull","metadata_read"]},{"type":"registry","name":"catalog","actions":["*"]}]""",
            token.GetPayloadValue<System.Text.Json.JsonElement>("access").GetRawText());
    }

    private string FromSource =>
        $$"""{"source":{"resourceId":"{{_emulator.Registry("source1").ResourceId}}","sourceImage":"hello:v1"},"targetTags":["copy:v1"]}""";
}
