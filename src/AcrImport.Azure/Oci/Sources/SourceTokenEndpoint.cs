using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>Gets a token from the endpoint that a registry names, within <see cref="RealmRule"/>. Source: distribution token specification.</summary>
internal sealed class SourceTokenEndpoint(SourceWire wire, ImportClock clock)
{
    // Source: distribution token specification, expires_in.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);

    // Of which there is nothing to be had but trouble with numbers.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    // A token that is on its way when it ends would be refused.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <exception cref="AcrImportException">The endpoint may not be asked, or gives none.</exception>
    public async Task<SourceToken> AskAsync(SourceVisit visit, AuthChallenge challenge, string repository, CancellationToken cancellation)
    {
        var realm = RealmRule.TryRead(challenge["realm"], out var read)
            ? read
            : throw new AcrImportException(
                AcrErrorKind.SourceRegistryUnsupported, $"The registry {visit.Registry} wants a token and names no usable address for it; no credentials were sent.");
        var trust = RealmRule.Judge(visit.Address, realm);
        if (trust == RealmTrust.Refused)
        {
            throw new AcrImportException(
                AcrErrorKind.SourceRegistryUnsupported,
                $"The registry {visit.Registry} wants a token from {realm.Scheme}://{realm.Authority}, where none is asked for on behalf of {visit.Registry}; nothing was sent there.");
        }

        var isShown = visit.Credential is not null && trust == RealmTrust.Credentials;
        var authorization = isShown ? SourceLogin.Basic(visit.Registry, visit.Credential!) : null;
        var asked = clock.Elapsed;
        var reply = await wire.TokenAsync(visit.Registry, Question(realm, challenge["service"], repository), authorization, cancellation).ConfigureAwait(false);
        if (reply.Status != 200)
        {
            throw SourceErrors.OfTokenEndpoint(reply, visit, realm, isShown);
        }

        var text = reply.Json.Text("token") is { Length: > 0 } token ? token : reply.Json.Text("access_token");
        return IsToken(text)
            ? new SourceToken(text!, asked + Lifetime(reply), visit.Credential is null || isShown ? null : realm.Authority)
            : throw new AcrImportException(
                AcrErrorKind.SourceRegistryUnsupported, $"{realm.Authority}, which gives tokens for the registry {visit.Registry}, sent none that can be read.");
    }

    // The scope is made here: a registry's own may be a placeholder, as GHCR's is, or more than a read needs.
    private static Uri Question(Uri realm, string? service, string repository)
    {
        var query = realm.Query.TrimStart('?');
        query += (query.Length > 0 ? "&" : null) + "scope=" + Uri.EscapeDataString($"repository:{repository}:pull");
        if (!string.IsNullOrEmpty(service) && service!.All(IsAscii))
        {
            query += "&service=" + Uri.EscapeDataString(service!);
        }

        return new Uri($"{realm.GetLeftPart(UriPartial.Path)}?{query}");
    }

    private static TimeSpan Lifetime(ServiceReply reply)
    {
        var seconds = reply.Json.Number("expires_in");
        var lifetime = seconds switch
        {
            null or <= 0 => DefaultLifetime,
            > 86_400 => LongestLifetime,
            { } some => TimeSpan.FromSeconds(some),
        };
        var margin = TimeSpan.FromTicks(Math.Min(Margin.Ticks, lifetime.Ticks / 4));
        return lifetime - margin;
    }

    // It goes into a header as it is.
    private static bool IsToken(string? text) => text is { Length: > 0 } && text.All(c => c is > ' ' and <= '~');

    private static bool IsAscii(char c) => c is >= ' ' and <= '~';
}
