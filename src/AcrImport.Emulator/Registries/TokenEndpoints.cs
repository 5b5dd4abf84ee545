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
        if (read.Token is not { } token
            || !EntraTokens.IsForRegistries(token, armEndpoint)
            || accounts.CallerOf(entra.PrincipalOf(token)) is not { } caller)
        {
            return RegistryError.Unauthorized(Denied);
        }

        context.Response.Headers["x-ms-ratelimit-remaining-calls-per-second"] = "166.05";
        return new JsonResult(new { refresh_token = tokens.IssueRefreshToken(caller.Subject) });
    }

    public async Task<IResult> TokenAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            var reader = BasicCredentials.TryRead(context.Request, out var basic) ? await accounts.FindAsync(basic) : accounts.Anonymous;
            return Grant(reader, context.Request.Query["scope"]);
        }

        if (await FormBody.ReadAsync(context.Request) is not { } form)
        {
            return RegistryError.BadRequest("the body is not a form");
        }

        return form["grant_type"].ToString() switch
        {
            "refresh_token" => Grant(await accounts.FindAsync(form["refresh_token"]), form["scope"]),
            "password" => Grant(await FindAsync(new(form["username"].ToString(), form["password"].ToString())), form["scope"]),
            _ => RegistryError.BadRequest("grant_type must be refresh_token or password"),
        };
    }

    // Azure's own library asks for an anonymous token with an empty name and password.
    private async Task<RegistryCaller?> FindAsync(BasicCredentials credentials) =>
        credentials is { UserName: "", Password: "" } ? accounts.Anonymous : await accounts.FindAsync(credentials);

    private IResult Grant(RegistryCaller? caller, IEnumerable<string?> scopes) => caller is null
        ? RegistryError.Unauthorized(Denied)
        : new JsonResult(new { access_token = tokens.IssueAccessToken(caller.Subject, RepositoryScope.Grant(scopes, caller.Rights)) });
}
