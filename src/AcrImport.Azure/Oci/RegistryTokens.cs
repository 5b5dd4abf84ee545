using System.Collections.Concurrent;
using AcrImport.Azure.Auth;
using AcrImport.Azure.Http;
using Azure.Core;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Tokens of an Azure registry: Entra token, then the registry's refresh token, then an access token with a scope as narrow as the call.
/// They are asked for at the registry's own host, so no challenge can name another one, and kept in memory until shortly before their end.
/// Source: Azure Container Registry, "Azure AD and OAuth2 with ACR".
/// </summary>
internal sealed class RegistryTokens(ServiceClient http, EntraTokens entra) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    // Where a token does not say when it ends. Source: distribution token specification, expires_in.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Gets an access token for one scope, such as <c>repository:app:pull</c>.</summary>
    public Task<string> GetAsync(RegistryHost registry, string scope, CancellationToken cancellation) =>
        GetAsync($"{registry} {scope}", () => AccessTokenAsync(registry, scope, cancellation), cancellation);

    /// <summary>Forgets a token that the registry no longer takes.</summary>
    public void Forget(RegistryHost registry, string scope)
    {
        _tokens.TryRemove($"{registry} {scope}", out _);
        _tokens.TryRemove(registry.ToString(), out _);
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> GetAsync(string key, Func<Task<string>> ask, CancellationToken cancellation)
    {
        if (Cached(key) is { } cached)
        {
            return cached;
        }

        // One at a time: a burst of first calls shares the answer of the first.
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return Cached(key) ?? Keep(key, await ask().ConfigureAwait(false));
        }
        finally
        {
            _one.Release();
        }
    }

    private string? Cached(string key) =>
        _tokens.TryGetValue(key, out var token) && token.End > DateTimeOffset.UtcNow + Margin ? token.Text : null;

    private string Keep(string key, string text)
    {
        var end = JwtExpiry.Read(text) ?? DateTimeOffset.UtcNow + DefaultLifetime + Margin;
        _tokens[key] = new Token(text, end);
        return text;
    }

    private async Task<string> AccessTokenAsync(RegistryHost registry, string scope, CancellationToken cancellation)
    {
        var refresh = Cached(registry.ToString())
            ?? Keep(registry.ToString(), await RefreshTokenAsync(registry, cancellation).ConfigureAwait(false));
        return await PostAsync(registry, OciUris.Token(registry), "access_token", cancellation,
            ("grant_type", "refresh_token"), ("service", registry.ToString()), ("scope", scope), ("refresh_token", refresh)).ConfigureAwait(false);
    }

    private async Task<string> RefreshTokenAsync(RegistryHost registry, CancellationToken cancellation)
    {
        var token = await entra.GetForRegistryAsync(cancellation).ConfigureAwait(false);
        return await PostAsync(registry, OciUris.Exchange(registry), "refresh_token", cancellation,
            ("grant_type", "access_token"), ("service", registry.ToString()), ("access_token", token)).ConfigureAwait(false);
    }

    private async Task<string> PostAsync(
        RegistryHost registry, Uri address, string wanted, CancellationToken cancellation, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        var body = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
        var reply = await http.SendAsync(RequestMethod.Post, address, cancellation, request =>
        {
            request.Headers.Add("Content-Type", "application/x-www-form-urlencoded");
            request.Content = RequestContent.Create(body);
        }).ConfigureAwait(false);
        return reply.Status == 200 && reply.Json.Text(wanted) is { Length: > 0 } token
            ? token
            : throw OciErrors.From(reply, registry, "give a token for this Entra identity");
    }

    private sealed record Token(string Text, DateTimeOffset End);
}
