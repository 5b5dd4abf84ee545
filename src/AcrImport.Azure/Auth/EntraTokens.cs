using System.Collections.Concurrent;
using Azure.Core;

namespace AcrImport.Azure.Auth;

/// <summary>Entra tokens for the two audiences there are: Azure Resource Manager and the registries. Kept in memory until shortly before their end.</summary>
internal sealed class EntraTokens : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>The audience that every registry accepts, also one that no longer takes tokens for Azure Resource Manager.</summary>
    private static readonly string[] RegistryScopes = ["https://containerregistry.azure.net/.default"];

    private readonly ConcurrentDictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Func<TokenCredential> _create;
    private readonly string[] _armScopes;
    private readonly bool _canRenew;
    private TokenCredential _credential;

    /// <param name="create">Makes the credential; a new one has forgotten the tokens of the one before.</param>
    /// <param name="armEndpoint">The endpoint of Azure Resource Manager.</param>
    /// <param name="canRenew">Whether a new credential can bring a new token.</param>
    public EntraTokens(Func<TokenCredential> create, Uri armEndpoint, bool canRenew)
    {
        _create = create;
        _credential = create();
        _armScopes = [armEndpoint.GetLeftPart(UriPartial.Authority) + "/.default"];
        _canRenew = canRenew;
    }

    public Task SignInAsync(CancellationToken cancellation) => GetForArmAsync(cancellation);

    public Task<string> GetForArmAsync(CancellationToken cancellation) => GetAsync(_armScopes, cancellation);

    public Task<string> GetForRegistryAsync(CancellationToken cancellation) => GetAsync(RegistryScopes, cancellation);

    /// <summary>Forgets a token that the service no longer takes.</summary>
    /// <returns>Whether asking again can bring another one.</returns>
    public bool Forget(string refused)
    {
        if (!_canRenew)
        {
            return false;
        }

        foreach (var token in _tokens.Where(token => token.Value.Token == refused))
        {
            _tokens.TryRemove(token.Key, out _);
            _credential = _create();
        }

        return true;
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> GetAsync(string[] scopes, CancellationToken cancellation)
    {
        if (Cached(scopes[0]) is { } cached)
        {
            return cached;
        }

        // One at a time: a burst of first calls shares the sign-in of the first.
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return Cached(scopes[0]) ?? await AskAsync(scopes, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (SignInFailure.From(failure) is { } told)
        {
            throw told;
        }
        finally
        {
            _one.Release();
        }
    }

    private string? Cached(string scope) =>
        _tokens.TryGetValue(scope, out var token) && token.ExpiresOn - Margin > DateTimeOffset.UtcNow ? token.Token : null;

    private async Task<string> AskAsync(string[] scopes, CancellationToken cancellation)
    {
        var token = await _credential.GetTokenAsync(new TokenRequestContext(scopes), cancellation).ConfigureAwait(false);
        _tokens[scopes[0]] = token;
        return token.Token;
    }
}
