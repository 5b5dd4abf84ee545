using System.Net;
using System.Net.Http.Headers;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Arm;

public sealed class ArmReadTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Registries = [.. Enumerable.Range(10, 12).Select(number => $"Registry{number}")],
            TimeProvider = _time,
        });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_registry_tells_its_login_server()
    {
        var registry = _emulator.Registry("registry10");
        using var response = await _user.GetArmAsync($"{registry.ResourceId.ToString().ToUpperInvariant()}?{EmulatorUser.ApiVersion}");

        var body = await EmulatorUser.JsonAsync(response);
        Assert.Equal("Registry10", body["name"]!.GetValue<string>());
        Assert.Equal(registry.ResourceId.ToString(), body["id"]!.GetValue<string>());
        Assert.Equal("Microsoft.ContainerRegistry/registries", body["type"]!.GetValue<string>());
        Assert.Equal(registry.LoginServer, body["properties"]!["loginServer"]!.GetValue<string>());
        Assert.Equal("Premium", body["sku"]!["name"]!.GetValue<string>());
        Assert.Equal("enabled", body["properties"]!["policies"]!["exportPolicy"]!["status"]!.GetValue<string>());
        Assert.Equal("249", Assert.Single(response.Headers.GetValues("x-ms-ratelimit-remaining-subscription-reads")));
    }

    [Theory]
    [InlineData("/subscriptions/SUB/providers/Microsoft.ContainerRegistry/registries?api-version=2022-02-01-preview", true)]
    [InlineData("/subscriptions/SUB/resourcegroups/ACR-EMULATOR/providers/Microsoft.ContainerRegistry/registries?api-version=1", true)]
    [InlineData("/subscriptions/SUB/resources?api-version=1&$filter=resourceType eq 'Microsoft.ContainerRegistry/registries'", false)]
    public async Task Lists_are_complete_when_their_links_are_followed(string path, bool withLoginServer)
    {
        var names = new List<string>();
        var pages = 0;
        for (var url = path.Replace("SUB", Subscription, StringComparison.Ordinal); url is not null; pages++)
        {
            using var response = await _user.GetArmAsync(url);
            var body = await EmulatorUser.JsonAsync(response);
            names.AddRange(body["value"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
            Assert.All(body["value"]!.AsArray(), item => Assert.Equal(withLoginServer, item!["properties"]?["loginServer"] is not null));
            url = body["nextLink"]?.GetValue<string>();
        }

        Assert.Equal(3, pages);
        Assert.Equal(_emulator.Registries.Select(registry => registry.Name), names);
    }

    [Theory]
    [InlineData("resourceType eq 'microsoft.containerregistry/REGISTRIES' and name eq 'registry11'", "Registry11")]
    [InlineData("name eq 'Registry12'", "Registry12")]
    [InlineData("resourceType eq 'Microsoft.Storage/storageAccounts'", "")]
    public async Task Resources_are_filtered(string filter, string expected)
    {
        using var response = await _user.GetArmAsync($"/subscriptions/{Subscription}/resources?$filter={Uri.EscapeDataString(filter)}&{EmulatorUser.ApiVersion}");

        var names = (await EmulatorUser.JsonAsync(response))["value"]!.AsArray().Select(item => item!["name"]!.GetValue<string>());
        Assert.Equal(expected, string.Join(',', names));
    }

    [Theory]
    [InlineData("/subscriptions/SUB?api-version=1")]
    [InlineData("/subscriptions?api-version=1")]
    public async Task The_subscription_is_there(string path)
    {
        using var response = await _user.GetArmAsync(path.Replace("SUB", Subscription, StringComparison.Ordinal));

        var body = await EmulatorUser.JsonAsync(response);
        Assert.Equal(Subscription, (body["value"]?[0] ?? body)["subscriptionId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/subscriptions/00000000-0000-0000-0000-000000000001?api-version=1", "SubscriptionNotFound", "The subscription '00000000-0000-0000-0000-000000000001' could not be found.")]
    [InlineData("/subscriptions/SUB/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/x?api-version=1", "ResourceGroupNotFound", "Resource group 'rg' could not be found.")]
    [InlineData(
        "/subscriptions/SUB/resourceGroups/acr-emulator/providers/Microsoft.ContainerRegistry/registries/x?api-version=1",
        "ResourceNotFound",
        "The Resource 'Microsoft.ContainerRegistry/registries/x' under resource group 'acr-emulator' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix")]
    public async Task What_is_not_there_is_reported_as_Azure_does(string path, string code, string message)
    {
        using var response = await _user.GetArmAsync(path.Replace("SUB", Subscription, StringComparison.Ordinal));

        Assert.Equal(message, await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.NotFound, code));
    }

    [Theory]
    [InlineData("/subscriptions?other=1", HttpStatusCode.BadRequest, "MissingApiVersionParameter")]
    [InlineData("/subscriptions/SUB/providers/Microsoft.ContainerRegistry/registries?api-version=1&$skiptoken=x", HttpStatusCode.BadRequest, "InvalidSkipToken")]
    [InlineData("/subscriptions/SUB/resources?api-version=1&$filter=nonsense", HttpStatusCode.BadRequest, "InvalidFilterInQueryString")]
    [InlineData("/subscriptions/SUB/unheard-of?api-version=1", HttpStatusCode.NotFound, "InvalidResourceType")]
    public async Task Requests_that_cannot_be_understood_are_refused(string path, HttpStatusCode status, string code)
    {
        using var response = await _user.GetArmAsync(path.Replace("SUB", Subscription, StringComparison.Ordinal));

        await EmulatorUser.ArmErrorAsync(response, status, code);
    }

    [Theory]
    [InlineData(null, "AuthenticationFailed")]
    [InlineData("garbage", "InvalidAuthenticationToken")]
    [InlineData("https://containerregistry.azure.net/.default", "InvalidAuthenticationTokenAudience")]
    public async Task Nothing_is_told_without_a_token_for_Resource_Manager(string? tokenOrScope, string code)
    {
        var token = tokenOrScope is { } text && text.StartsWith("https", StringComparison.Ordinal) ? await _user.SignInAsync(text) : tokenOrScope;
        using var response = await GetSubscriptionsAsync(token);

        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.Unauthorized, code);
        Assert.Contains($"authorization_uri=\"{_emulator.Connection.AuthorityHost}/", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_expires()
    {
        var token = await _user.SignInAsync();
        using (var early = await GetSubscriptionsAsync(token))
        {
            Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        }

        _time.Advance(TimeSpan.FromMinutes(61));
        using var late = await GetSubscriptionsAsync(token);

        var message = await EmulatorUser.ArmErrorAsync(late, HttpStatusCode.Unauthorized, "ExpiredAuthenticationToken");
        Assert.Equal("The access token expiry UTC time '6/1/2026 1:00:00 PM' is earlier than current UTC time '6/1/2026 1:01:00 PM'.", message);
    }

    private string Subscription => _emulator.Connection.SubscriptionId.ToString();

    private async Task<HttpResponseMessage> GetSubscriptionsAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_emulator.ArmEndpoint, "/subscriptions?api-version=1"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _user.Http.SendAsync(request);
    }
}
