using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries;

/// <summary>Turns an Entra token into a refresh token, and a refresh token or a password into access tokens.</summary>
internal sealed class TokenEndpoints(RegistryTokens tokens, RegistryAccounts accounts, EntraTokens entra, Uri armEndpoint)
{
    private const string Denied = "authentication required, visit https://aka.ms/acr/authorization for more information.";

    public async Task<IResult> ExchangeAsync(HttpContext context)
    {
        if (await FormBody.ReadAsync(context.Request) is not { } form)
        {
            return RegistryError.BadRequest("the body is not a form");
        }

        if (form["grant_type"] != "access_token")
        {
            return RegistryError.BadRequest("grant_type must be access_token");
        }

        if (form["service"] != tokens.LoginServer)
        {
            return RegistryError.BadRequest($"service must be {tokens.LoginServer}");
        }

        var read = await entra.ReadAsync(form["access_token"].ToString());
        if (read.Token is not { } token || !EntraTokens.IsForRegistries(token, armEndpoint))
        {
            return RegistryError.Unauthorized(Denied);
        }

        context.Response.Headers["x-ms-ratelimit-remaining-calls-per-second"] = "166.05";
        return new JsonResult(new { refresh_token = tokens.IssueRefreshToken() });
    }

    public async Task<IResult> TokenAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            var known = BasicCredentials.TryRead(context.Request, out var basic) && await accounts.IsKnownAsync(basic);
            return known ? Grant(context.Request.Query["scope"]) : RegistryError.Unauthorized(Denied);
        }

        if (await FormBody.ReadAsync(context.Request) is not { } form)
        {
            return RegistryError.BadRequest("the body is not a form");
        }

        var granted = form["grant_type"].ToString() switch
        {
            "refresh_token" => (bool?)await tokens.IsRefreshTokenAsync(form["refresh_token"]),
            "password" => await accounts.IsKnownAsync(new(form["username"].ToString(), form["password"].ToString())),
            _ => null,
        };
        return granted switch
        {
            true => Grant(form["scope"]),
            false => RegistryError.Unauthorized(Denied),
            null => RegistryError.BadRequest("grant_type must be refresh_token or password"),
        };
    }

    private JsonResult Grant(IEnumerable<string?> scopes) => new(new { access_token = tokens.IssueAccessToken(RepositoryScope.Grant(scopes)) });
}
