using System.Globalization;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries.DockerHub;

/// <summary>
/// The token server, on a host of its own. It knows no accounts, and gives everyone a token; what is in the token are
/// the repositories that exist.
/// </summary>
internal sealed class DockerHubTokens(RegistryStore store, RegistryTokens tokens, TimeProvider time)
{
    // Source: the token specification of the distribution project; Docker Hub's tokens last five minutes.
    private const int Seconds = 300;

    public Task AnswerAsync(HttpContext context) => AnswerTo(context.Request).ExecuteAsync(context);

    private IResult AnswerTo(HttpRequest request)
    {
        if (request.Path != "/token" || !HttpMethods.IsGet(request.Method))
        {
            return Results.NotFound();
        }

        if (request.Headers.Authorization.Count > 0)
        {
            return new JsonResult(new { details = "incorrect username or password" }, StatusCodes.Status401Unauthorized);
        }

        var scopes = RepositoryScope.Grant(request.Query["scope"], RegistryRights.Pull).Where(scope => store.FindRepository(scope.Name) is not null);
        var token = tokens.IssueAccessToken("anonymous", [.. scopes]);
        return new JsonResult(new
        {
            token,
            access_token = token,
            expires_in = Seconds,
            issued_at = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        });
    }
}
