using System.Text.Json;
using AcrImport.Emulator;

namespace AcrImport.ModuleTests.RealRegistry;

/// <summary>Gets the refresh token with which docker and skopeo sign in to an Azure registry.</summary>
internal static class RegistrySignIn
{
    /// <summary>The user name that goes with the token. Source: Azure Container Registry, "Log in with az acr login --expose-token".</summary>
    public const string UserName = "00000000-0000-0000-0000-000000000000";

    public static async Task<string> RefreshTokenAsync(EmulatorServer emulator, string loginServer)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown!.RawData.AsSpan().SequenceEqual(emulator.Certificate.RawData) };
        using var http = new HttpClient(handler);
        var connection = emulator.Connection;
        var entra = await PostAsync(http, $"{connection.AuthorityHost}/{connection.TenantId}/oauth2/v2.0/token", "access_token",
            ("grant_type", "client_credentials"), ("client_id", connection.ClientId.ToString()), ("client_secret", connection.ClientSecret), ("scope", "https://containerregistry.azure.net/.default"));
        return await PostAsync(http, $"https://{loginServer}/oauth2/exchange", "refresh_token",
            ("grant_type", "access_token"), ("service", loginServer), ("access_token", entra));
    }

    private static async Task<string> PostAsync(HttpClient http, string address, string wanted, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await http.PostAsync(new Uri(address), content, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty(wanted).GetString()!;
    }
}
