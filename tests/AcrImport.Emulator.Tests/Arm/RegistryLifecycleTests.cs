using System.Net;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Arm;

/// <summary>Registries that come and go while the emulator runs, and what can be asked about them.</summary>
public sealed class RegistryLifecycleTests : IAsyncLifetime
{
    private const string Basic = """{"location":"westus","sku":{"name":"Basic"},"properties":{"adminUserEnabled":true}}""";

    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Registries = ["myregistry", "other,subscription=2"], Principals = ["reader,Reader"] });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    private string Subscription => $"/subscriptions/{_emulator.Connection.SubscriptionId}";

    [Fact]
    public async Task A_registry_is_created_used_and_deleted()
    {
        using var created = await SendAsync(HttpMethod.Put, PathOf("created"), Basic);
        var body = await EmulatorUser.JsonAsync(created);
        Assert.Equal((HttpStatusCode.Created, "Basic"), (created.StatusCode, body["sku"]!["name"]!.GetValue<string>()));
        using var operation = await _user.GetArmAsync(Assert.Single(created.Headers.GetValues("Azure-AsyncOperation")));
        Assert.Equal("Succeeded", (await EmulatorUser.JsonAsync(operation))["status"]!.GetValue<string>());

        using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), "created");
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
        var registry = _emulator.Registry("created");
        using var tag = await _user.RegistryAsync(registry, "/acr/v1/hello/_tags/v1");
        Assert.Equal(HttpStatusCode.OK, tag.StatusCode);

        using var deleted = await SendAsync(HttpMethod.Delete, PathOf("CREATED"));
        using var gone = await SendAsync(HttpMethod.Get, PathOf("created"));
        using var again = await SendAsync(HttpMethod.Delete, PathOf("created"));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NoContent), (deleted.StatusCode, gone.StatusCode, again.StatusCode));
        await Assert.ThrowsAsync<HttpRequestException>(() => _user.RegistryAsync(registry, "/v2/"));
        Assert.Empty(registry.Store.ListRepositories());
        using var ready = await _user.Http.GetAsync(new Uri(_emulator.ArmEndpoint, "/emulator/ready"));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Creating_twice_changes_nothing()
    {
        using var created = await SendAsync(HttpMethod.Put, PathOf("created"), Basic);
        using var same = await SendAsync(HttpMethod.Put, PathOf("Created"), Basic);
        using var other = await SendAsync(HttpMethod.Put, PathOf("created"), Basic.Replace("Basic", "Premium", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, same.StatusCode));
        await EmulatorUser.ArmErrorAsync(other, HttpStatusCode.Conflict, "Conflict");
    }

    [Fact]
    public async Task A_name_is_taken_in_all_subscriptions()
    {
        using var response = await SendAsync(HttpMethod.Put, PathOf("other"), Basic);

        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.Conflict, "AlreadyInUse");
    }

    [Theory]
    [InlineData("created", "")]
    [InlineData("created", "[]")]
    [InlineData("created", """{"sku":{"name":"Basic"}}""")]
    [InlineData("created", """{"location":"westus","sku":{"name":"Gold"}}""")]
    [InlineData("created", """{"location":7,"sku":{"name":"Basic"}}""")]
    [InlineData("created", """{"location":"westus","sku":{"name":"Basic"},"properties":{"adminUserEnabled":"yes"}}""")]
    [InlineData("created", """{"location":"westus","sku":{"name":"Basic"},"properties":{"publicNetworkAccess":"Disabled"}}""")]
    [InlineData("no-name", """{"location":"westus","sku":{"name":"Basic"}}""")]
    public async Task Bad_orders_are_refused(string name, string body)
    {
        using var response = await SendAsync(HttpMethod.Put, PathOf(name), body);

        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.BadRequest, "InvalidRequestContent");
    }

    [Theory]
    [InlineData("PUT", "", "Microsoft.ContainerRegistry/registries/write")]
    [InlineData("DELETE", "", "Microsoft.ContainerRegistry/registries/delete")]
    [InlineData("POST", "/listCredentials", "Microsoft.ContainerRegistry/registries/listCredentials/action")]
    public async Task Managing_needs_the_right(string method, string action, string expected)
    {
        using var reader = new EmulatorUser(_emulator, "reader");

        using var response = await reader.ArmAsync(new HttpMethod(method), $"{PathOf("myregistry")}{action}?{EmulatorUser.ApiVersion}", Basic);

        Assert.Contains(expected, await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.Forbidden, "AuthorizationFailed"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"fresh1","type":"Microsoft.ContainerRegistry/registries"}""", """{"nameAvailable":true}""")]
    [InlineData(
        """{"name":"OTHER","type":"microsoft.containerregistry/registries"}""",
        """{"nameAvailable":false,"reason":"AlreadyExists","message":"The registry OTHER is already in use."}""")]
    [InlineData("""{"name":"a-b","type":"Microsoft.ContainerRegistry/registries"}""", """{"nameAvailable":false,"reason":"Invalid",""")]
    [InlineData("""{"name":"fresh1"}""", """{"error":{"code":"InvalidRequestContent",""")]
    [InlineData("""{"name":1}""", """{"error":{"code":"InvalidRequestContent",""")]
    public async Task Names_are_checked(string body, string expected)
    {
        using var response = await SendAsync(HttpMethod.Post, $"{Subscription}/providers/Microsoft.ContainerRegistry/checkNameAvailability", body);

        Assert.StartsWith(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_listed_where_there_is_an_administrator()
    {
        using var created = await SendAsync(HttpMethod.Put, PathOf("created"), Basic);

        using var listed = await SendAsync(HttpMethod.Post, PathOf("created") + "/listCredentials");
        using var refused = await SendAsync(HttpMethod.Post, PathOf("myregistry") + "/listCredentials");

        var body = await EmulatorUser.JsonAsync(listed);
        Assert.Equal("created", body["username"]!.GetValue<string>());
        Assert.Equal(["password", "password2"], body["passwords"]!.AsArray().Select(password => password!["name"]!.GetValue<string>()));
        Assert.Equal(_emulator.Registry("created").AdminPassword, body["passwords"]![0]!["value"]!.GetValue<string>());
        await EmulatorUser.ArmErrorAsync(refused, HttpStatusCode.BadRequest, "UnAuthorizedForCredentialOperations");
    }

    [Fact]
    public async Task Usage_counts_each_blob_once()
    {
        using var first = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));
        var once = await SizeAsync();
        using var second = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "copy:v1"));

        Assert.True(once > 0);
        Assert.Equal(once, await SizeAsync());
    }

    private async Task<long> SizeAsync()
    {
        using var response = await SendAsync(HttpMethod.Get, PathOf("myregistry") + "/listUsages");
        var size = (await EmulatorUser.JsonAsync(response))["value"]!.AsArray().OfType<JsonObject>().Single(usage => usage["name"]!.GetValue<string>() == "Size");
        return size["currentValue"]!.GetValue<long>();
    }

    private string PathOf(string name) => $"{Subscription}/resourceGroups/acr-emulator/providers/Microsoft.ContainerRegistry/registries/{name}";

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null) =>
        _user.ArmAsync(method, $"{path}?{EmulatorUser.ApiVersion}", body);
}
