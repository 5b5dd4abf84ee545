using System.Net.Http.Headers;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries;

/// <summary>Asks for a token of the registry, or for the user name and password that one would get it with.</summary>
internal sealed class TokenAccess(RegistryTokens tokens, RegistryAccounts accounts) : IRegistryAccess
{
    private const string Message = "authentication required, visit https://aka.ms/acr/authorization for more information.";

    public async Task<IResult?> CheckAsync(HttpContext context, RegistryPath path, IReadOnlyList<RepositoryScope> anyOf) =>
        await IsGrantedAsync(context.Request, anyOf) ? null : Challenge(context.Response, path, anyOf.Count == 0 ? null : anyOf[0]);

    public async Task<bool> IsGrantedAsync(HttpRequest request, IReadOnlyList<RepositoryScope> anyOf)
    {
        if (BasicCredentials.TryRead(request, out var credentials))
        {
            return await accounts.FindAsync(credentials) is { } caller && (anyOf.Count == 0 || anyOf.Any(scope => scope.IsWithin(caller.Rights)));
        }

        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !"Bearer".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase)
            || await tokens.ReadAccessTokenAsync(header.Parameter) is not { } granted)
        {
            return false;
        }

        return anyOf.Count == 0 || anyOf.Any(wanted => granted.Any(scope => scope.Covers(wanted)));
    }

    private RegistryError Challenge(HttpResponse response, RegistryPath path, RepositoryScope? scope)
    {
        var challenge = $"Bearer realm=\"https://{tokens.LoginServer}/oauth2/token\",service=\"{tokens.LoginServer}\"";
        if (scope is not null)
        {
            challenge += $",scope=\"{scope}\"";
        }

        if (path.IsAcr)
        {
            challenge += ",error=\"invalid_token\"";
        }

        response.Headers.WWWAuthenticate = challenge;
        var detail = scope?.Actions.Select(action => new Dictionary<string, string>
        {
            ["Type"] = scope.Type,
            ["Name"] = scope.Name,
            ["Action"] = action,
        });
        return RegistryError.Unauthorized(Message, detail);
    }
}
