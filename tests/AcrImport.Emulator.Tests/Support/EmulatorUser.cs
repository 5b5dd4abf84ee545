using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcrImport.Emulator.Tests.Support;

/// <summary>What a user of an emulator does, over HTTP as any client would.</summary>
internal sealed class EmulatorUser(EmulatorServer emulator, string? principal = null) : IDisposable
{
    public const string ApiVersion = "api-version=2025-11-01";
    public const string TokenUser = "00000000-0000-0000-0000-000000000000";

    private string? _armToken;

    public EmulatorConnectionPrincipal Principal { get; } = principal is null
        ? new("owner", emulator.Connection.ClientId, Guid.Empty, emulator.Connection.ClientSecret)
        : emulator.Connection.Principals.Single(known => known.Name == principal);

    public HttpClient Http { get; } = new(PinnedCertificate.Handler(emulator.Certificate));

    public string Authority => $"{emulator.Connection.AuthorityHost}/{emulator.Connection.TenantId}";

    public Task<HttpResponseMessage> PostFormAsync(string url, params (string Name, string Value)[] fields) =>
        Http.PostAsync(url, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<string> SignInAsync(string scope = "https://management.azure.com/.default")
    {
        using var response = await PostFormAsync(
            Authority + "/oauth2/v2.0/token",
            ("grant_type", "client_credentials"),
            ("client_id", Principal.ClientId.ToString()),
            ("client_secret", Principal.ClientSecret),
            ("scope", scope));
        return (await JsonAsync(response))["access_token"]!.GetValue<string>();
    }

    public async Task<HttpResponseMessage> ArmAsync(HttpMethod method, string pathOrUrl, string? json = null, Guid? clientRequestId = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(emulator.ArmEndpoint, pathOrUrl));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _armToken ??= await SignInAsync());
        if (clientRequestId is { } id)
        {
            request.Headers.Add("x-ms-client-request-id", id.ToString());
        }

        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetArmAsync(string pathOrUrl) => ArmAsync(HttpMethod.Get, pathOrUrl);

    public Task<HttpResponseMessage> PostImportAsync(string json, string registry = "myregistry", Guid? clientRequestId = null) =>
        ArmAsync(HttpMethod.Post, $"{emulator.Registry(registry).ResourceId}/importImage?{ApiVersion}", json, clientRequestId);

    /// <summary>Imports and waits for the end; returns the answer that is not 202 any more.</summary>
    public async Task<HttpResponseMessage> ImportAsync(string json, string registry = "myregistry")
    {
        var response = await PostImportAsync(json, registry);
        var patience = Task.Delay(TimeSpan.FromSeconds(30));
        while (response.StatusCode == HttpStatusCode.Accepted && !patience.IsCompleted)
        {
            var location = response.Headers.Location!;
            response.Dispose();
            response = await GetArmAsync(location.AbsoluteUri);
        }

        return response;
    }

    public static string ImportOf(string registryUri, string image, string tag, string mode = "NoForce") => JsonSerializer.Serialize(new
    {
        source = new { registryUri, sourceImage = image },
        targetTags = new[] { tag },
        mode,
    });

    public async Task<string> RefreshTokenAsync(EmulatorRegistry registry)
    {
        using var response = await PostFormAsync(
            $"https://{registry.LoginServer}/oauth2/exchange",
            ("grant_type", "access_token"), ("service", registry.LoginServer), ("access_token", await SignInAsync()));
        return (await JsonAsync(response))["refresh_token"]!.GetValue<string>();
    }

    public async Task<string> AccessTokenAsync(EmulatorRegistry registry, params string[] scopes)
    {
        var refresh = await RefreshTokenAsync(registry);
        using var response = await PostFormAsync(
            $"https://{registry.LoginServer}/oauth2/token",
            [("grant_type", "refresh_token"), ("service", registry.LoginServer), ("refresh_token", refresh), .. scopes.Select(scope => ("scope", scope))]);
        return (await JsonAsync(response))["access_token"]!.GetValue<string>();
    }

    /// <summary>Asks a registry as the service principal.</summary>
    public async Task<HttpResponseMessage> RegistryAsync(EmulatorRegistry registry, string path, HttpMethod? method = null, Action<HttpRequestHeaders>? headers = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"https://{registry.LoginServer}{path}");
        var basic = $"{Principal.ClientId}:{Principal.ClientSecret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        headers?.Invoke(request.Headers);
        return await Http.SendAsync(request);
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>Asserts an error of Azure Resource Manager, and returns its message.</summary>
    public static async Task<string> ArmErrorAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        var error = JsonNode.Parse(text)!["error"]!;
        Assert.Equal(code, error["code"]!.GetValue<string>());
        return error["message"]!.GetValue<string>();
    }

    public void Dispose() => Http.Dispose();
}
