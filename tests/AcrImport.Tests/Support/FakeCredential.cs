using System.Collections.Concurrent;
using Azure.Core;

namespace AcrImport.Tests.Support;

/// <summary>Gives a token that names its scope, and keeps what it was asked for.</summary>
internal sealed class FakeCredential : TokenCredential
{
    private readonly ConcurrentQueue<string> _scopes = new();

    public IReadOnlyList<string> Scopes => [.. _scopes];

    /// <summary>Gets what it throws instead of giving a token.</summary>
    public Exception? Refusal { get; init; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var scope = string.Join(' ', requestContext.Scopes);
        _scopes.Enqueue(scope);
        return Refusal is null ? new AccessToken("entra:" + scope, DateTimeOffset.UtcNow.AddHours(1)) : throw Refusal;
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
