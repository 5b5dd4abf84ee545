using System.Collections.Concurrent;

namespace AcrImport.Azure.Oci;

/// <summary>Answers a registry's challenge: a token for Bearer, user name and password for Basic.</summary>
internal sealed class SourceAuthorization(SourceTokenEndpoint endpoint, SourceTokens tokens)
{
    // Registries that asked for Basic are shown it at once: that halves the requests.
    private readonly ConcurrentDictionary<RegistryHost, bool> _basic = new();

    /// <summary>Gets what is shown before anything is asked; null for nothing.</summary>
    public string? Known(SourceVisit visit, SourceToken? kept) =>
        kept?.Authorization ?? (_basic.ContainsKey(visit.Registry) && CanShowBasic(visit) ? SourceLogin.Basic(visit.Registry, visit.Credential!) : null);

    /// <summary>Gets what to show after a challenge.</summary>
    /// <param name="visit">Who visits which registry.</param>
    /// <param name="header">The challenge.</param>
    /// <param name="repository">What is read.</param>
    /// <param name="refused">The token that was not taken.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What goes into the header, and the host from which the credential was withheld.</returns>
    /// <exception cref="AcrImportException">There is nothing to show.</exception>
    public async Task<(string Header, string? WithheldFrom)> AnswerAsync(
        SourceVisit visit, string? header, string repository, SourceToken? refused, CancellationToken cancellation)
    {
        var challenges = AuthChallenge.ReadAll(header);
        if (challenges.FirstOrDefault(challenge => challenge.IsBearer) is { } bearer)
        {
            var token = await tokens.GetAsync(
                visit, repository, refused, stop => endpoint.AskAsync(visit, bearer, repository, stop), cancellation).ConfigureAwait(false);
            return (token.Authorization, token.WithheldFrom);
        }

        if (!challenges.Any(challenge => challenge.IsBasic))
        {
            throw SourceErrors.Unauthorized(visit, "asks to sign in in a way that is neither Bearer nor Basic");
        }

        if (!CanShowBasic(visit))
        {
            throw SourceErrors.Unauthorized(visit, "asks for a user name and a password");
        }

        _basic[visit.Registry] = true;
        return (SourceLogin.Basic(visit.Registry, visit.Credential!), null);
    }

    private static bool CanShowBasic(SourceVisit visit) =>
        visit.Credential?.UserName is { Length: > 0 } && (visit.Address.Scheme == Uri.UriSchemeHttps || HostAddress.IsLoopback(visit.Address));
}
