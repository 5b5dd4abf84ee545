using System.Net.Http.Headers;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries.DockerHub;

/// <summary>
/// Wants a token even of those who come without an account, and says of a repository that does not exist only that the caller
/// must sign in, as Docker Hub does.
/// </summary>
internal sealed class DockerHubAccess(RegistryStore store, RegistryTokens tokens, Uri realm, PullQuota quota) : IRegistryAccess
{
    public async Task<IResult?> CheckAsync(HttpContext context, RegistryPath path, IReadOnlyList<RepositoryScope> anyOf)
    {
        if (!await IsGrantedAsync(context.Request, path, anyOf))
        {
            return Challenge(context, anyOf.Count == 0 ? null : anyOf[0]);
        }

        return path.Route != RegistryRoute.Manifest || quota.Take(context.Response, IsPull(context.Request, path)) ? null : TooManyPulls;
    }

    private static RegistryError TooManyPulls => RegistryError.TooManyRequests(RegistryError.PullLimitReached);

    // An index is not counted, its images are: a pull for three platforms is three pulls. Asking whether a tag moved is none.
    private bool IsPull(HttpRequest request, RegistryPath path)
    {
        var digest = Digest.TryParse(path.Item, out var given) ? given : store.FindTag(path.Repository, path.Item)?.Digest;
        return HttpMethods.IsGet(request.Method)
            && digest is not null
            && store.FindManifest(path.Repository, digest) is { } manifest
            && !MediaTypes.IsIndex(manifest.MediaType);
    }

    private async Task<bool> IsGrantedAsync(HttpRequest request, RegistryPath path, IReadOnlyList<RepositoryScope> anyOf) =>
        !path.IsAcr
        && AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && "Bearer".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase)
        && await tokens.ReadAccessTokenAsync(header.Parameter) is { } granted
        && (anyOf.Count == 0 || anyOf.Any(wanted => granted.Any(scope => scope.Covers(wanted))));

    private RegistryError Challenge(HttpContext context, RepositoryScope? scope)
    {
        var challenge = $"Bearer realm=\"{realm}\",service=\"{tokens.LoginServer}\"";
        if (scope is not null)
        {
            challenge += $",scope=\"{scope}\"";
        }

        if (context.Request.Headers.Authorization.Count > 0)
        {
            challenge += ",error=\"insufficient_scope\"";
        }

        context.Response.Headers.WWWAuthenticate = challenge;
        return RegistryError.Unauthorized("authentication required", scope?.Actions.Select(action => new Dictionary<string, string>
        {
            ["Type"] = scope.Type,
            ["Class"] = string.Empty,
            ["Name"] = scope.Name,
            ["Action"] = action,
        }));
    }
}
