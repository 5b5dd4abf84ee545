using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AcrImport.Emulator.Importing;
using AcrImport.Emulator.Registries;

namespace AcrImport.Emulator.Sources;

/// <summary>Answers the challenge of a source registry for one repository.</summary>
internal sealed class SourceAuthenticator(HttpClient client, string host, string repository, BasicCredentials? credentials)
{
    private const string AzureTokenPath = "/oauth2/token";

    /// <summary>Returns what to send along, or null where there is nothing that could help.</summary>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(AuthChallenge challenge, CancellationToken cancellationToken)
    {
        if (challenge.IsBasic)
        {
            return credentials?.ToHeader();
        }

        if (!Uri.TryCreate(challenge["realm"], UriKind.Absolute, out var realm)
            || (realm.Scheme != Uri.UriSchemeHttps && !(realm.Scheme == Uri.UriSchemeHttp && realm.IsLoopback)))
        {
            throw ImportException.ChallengeInvalid(host, "its realm is not an https URL");
        }

        if (credentials is not { UserName: "" } token)
        {
            return Bearer(await GetTokenAsync(realm, challenge, credentials, cancellationToken));
        }

        // A password alone is a token: of Entra for an Azure registry, which exchanges it, and otherwise the registry's own.
        if (!realm.AbsolutePath.EndsWith(AzureTokenPath, StringComparison.Ordinal))
        {
            return Bearer(token.Password);
        }

        var refreshToken = await ExchangeAsync(realm, challenge["service"] ?? host, token.Password, cancellationToken);
        var exchanged = new BasicCredentials(RegistryAccounts.TokenUser, refreshToken);
        return Bearer(await GetTokenAsync(realm, challenge, exchanged, cancellationToken));
    }

    private static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    private async Task<string> GetTokenAsync(Uri realm, AuthChallenge challenge, BasicCredentials? basic, CancellationToken cancellationToken)
    {
        var query = QueryString.FromUriComponent(realm)
            .Add("scope", challenge["scope"] is { Length: > 0 } scope && scope.Contains($":{repository}:", StringComparison.Ordinal) ? scope : $"repository:{repository}:pull");
        if (challenge["service"] is { } service)
        {
            query = query.Add("service", service);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, realm.GetLeftPart(UriPartial.Path) + query.ToUriComponent());
        request.Headers.Authorization = basic?.ToHeader();
        using var json = await SendAsync(request, cancellationToken);
        return Text(json, "token") ?? Text(json, "access_token") ?? throw ImportException.ChallengeInvalid(host, "its token server sent no token");
    }

    private async Task<string> ExchangeAsync(Uri realm, string service, string entraToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(realm, "exchange"));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "access_token",
            ["service"] = service,
            ["access_token"] = entraToken,
        });
        using var json = await SendAsync(request, cancellationToken);
        return Text(json, "refresh_token") ?? throw ImportException.ChallengeInvalid(host, "its token server sent no token");
    }

    private async Task<JsonDocument> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw ImportException.FromSource(response.StatusCode, body);
        }

        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw ImportException.ChallengeInvalid(host, "its token server did not answer with JSON");
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object
        && json.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text ? text : null;
}
