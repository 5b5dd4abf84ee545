using System.Net;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Arm;

public sealed class SubscriptionTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Registries =
            [
                "first1",
                "third3,subscription=3,sku=standard,admin=on,anonymous-pull=on",
                "locked4,subscription=3,public-access=off,trusted-services=off,firewall=203.0.113.0/24+198.51.100.7",
            ],
        });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Every_subscription_up_to_the_highest_is_listed()
    {
        var subscriptions = (await GetAsync("/subscriptions"))["value"]!.AsArray();

        Assert.Equal(["ACR emulator", "ACR emulator 2", "ACR emulator 3"], subscriptions.Select(item => item!["displayName"]!.GetValue<string>()));
        Assert.Equal(_emulator.Connection.SubscriptionId.ToString(), subscriptions[0]!["subscriptionId"]!.GetValue<string>());
        Assert.Equal(_emulator.Registry("third3").ResourceId.SubscriptionId, subscriptions[2]!["subscriptionId"]!.GetValue<string>());
        Assert.All(subscriptions, item => Assert.Equal(_emulator.Connection.TenantId.ToString(), item!["tenantId"]!.GetValue<string>()));
        Assert.Equal("ACR emulator 2", (await GetAsync(subscriptions[1]!["id"]!.GetValue<string>()))["displayName"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(0, "first1")]
    [InlineData(1, "")]
    [InlineData(2, "third3,locked4")]
    public async Task A_subscription_lists_its_own_registries(int index, string expected)
    {
        var subscription = (await GetAsync("/subscriptions"))["value"]![index]!["id"]!.GetValue<string>();
        foreach (var list in new[] { "/providers/Microsoft.ContainerRegistry/registries", "/resourceGroups/acr-emulator/providers/Microsoft.ContainerRegistry/registries", "/resources" })
        {
            var names = (await GetAsync(subscription + list))["value"]!.AsArray().Select(item => item!["name"]!.GetValue<string>());
            Assert.Equal(expected, string.Join(',', names));
        }
    }

    [Fact]
    public async Task A_registry_is_in_its_own_subscription_only()
    {
        var id = _emulator.Registry("third3").ResourceId;

        Assert.Equal("third3", (await GetAsync(id.ToString()))["name"]!.GetValue<string>());
        using var elsewhere = await _user.GetArmAsync(
            id.ToString().Replace(id.SubscriptionId, _emulator.Connection.SubscriptionId.ToString(), StringComparison.Ordinal) + "?" + EmulatorUser.ApiVersion);
        await EmulatorUser.ArmErrorAsync(elsewhere, HttpStatusCode.NotFound, "ResourceNotFound");
    }

    [Fact]
    public async Task Traits_show_in_the_resource()
    {
        var open = await GetAsync(_emulator.Registry("third3").ResourceId.ToString());
        var locked = await GetAsync(_emulator.Registry("locked4").ResourceId.ToString());

        Assert.Equal("Standard", open["sku"]!["name"]!.GetValue<string>());
        Assert.True(open["properties"]!["adminUserEnabled"]!.GetValue<bool>() && open["properties"]!["anonymousPullEnabled"]!.GetValue<bool>());
        Assert.Null(open["properties"]!["networkRuleSet"]);
        Assert.Equal(("Disabled", "None"), (locked["properties"]!["publicNetworkAccess"]!.GetValue<string>(), locked["properties"]!["networkRuleBypassOptions"]!.GetValue<string>()));
        Assert.Equal(
            """{"defaultAction":"Deny","ipRules":[{"action":"Allow","value":"203.0.113.0/24"},{"action":"Allow","value":"198.51.100.7/32"}]}""",
            locked["properties"]!["networkRuleSet"]!.ToJsonString());
    }

    [Fact]
    public async Task An_import_into_another_subscription_is_polled_there()
    {
        var third = _emulator.Registry("third3");
        using var accepted = await _user.PostImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), "third3");

        Assert.StartsWith($"/subscriptions/{third.ResourceId.SubscriptionId}/providers/", accepted.Headers.Location!.AbsolutePath, StringComparison.Ordinal);
        using var done = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v2"), "third3");
        Assert.Equal("""{"status":"Succeeded"}""", await done.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_source_can_be_in_another_subscription()
    {
        using var filled = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), "third3");

        using var copied = await _user.ImportAsync(
            $$"""{"source":{"resourceId":"{{_emulator.Registry("third3").ResourceId}}","sourceImage":"hello:v1"},"targetTags":["copy"]}""", "first1");

        Assert.Equal("""{"status":"Succeeded"}""", await copied.Content.ReadAsStringAsync());
        Assert.NotNull(_emulator.Registry("first1").Store.FindTag("copy", "v1"));
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var response = await _user.GetArmAsync($"{path}?{EmulatorUser.ApiVersion}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await EmulatorUser.JsonAsync(response);
    }
}
