using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.SignIn;

/// <summary>
/// What a machine in Azure asks for tokens of its managed identity: App Service and Automation by a header that only they know, a
/// virtual machine by its metadata service. Source: "How to use managed identities" of App Service and of virtual machines.
/// </summary>
internal sealed class ManagedIdentityEndpoints(EntraTokens entra, string? systemIdentity, string identityHeader, TimeProvider time)
{
    public const string AppServicePath = "/msi/token";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods(AppServicePath, ["GET", "POST"], AppService);
        routes.MapGet("/metadata/identity/oauth2/token", Machine);
    }

    private JsonResult AppService(HttpRequest request)
    {
        var sent = Encoding.UTF8.GetBytes(request.Headers["X-IDENTITY-HEADER"].ToString());
        return CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(identityHeader))
            ? Answer(request)
            : new JsonResult(new { statusCode = 401, message = "The X-IDENTITY-HEADER is missing or wrong." }, StatusCodes.Status401Unauthorized);
    }

    // The header is what keeps out requests that somebody was tricked into forwarding.
    private JsonResult Machine(HttpRequest request) =>
        "true".Equals(request.Headers["Metadata"], StringComparison.OrdinalIgnoreCase) && !request.Headers.ContainsKey("X-Forwarded-For")
            ? Answer(request)
            : Refusal("Required metadata header not specified");

    private JsonResult Answer(HttpRequest request)
    {
        var resource = request.Query["resource"].ToString();
        if (resource.Length == 0 || request.Query["api-version"].ToString().Length == 0)
        {
            return Refusal("Required query variables 'resource' and 'api-version' are missing");
        }

        if (Find(request.Query) is not { } identity)
        {
            return Refusal("Identity not found");
        }

        var now = time.GetUtcNow();
        var seconds = (long)EntraTokens.Lifetime.TotalSeconds;
        return new JsonResult(new
        {
            access_token = entra.Issue(identity, resource),
            client_id = identity.ClientId,
            expires_in = Text(seconds),
            ext_expires_in = Text(seconds),
            expires_on = Text(now.ToUnixTimeSeconds() + seconds),
            not_before = Text(now.ToUnixTimeSeconds()),
            resource,
            token_type = "Bearer",
        });
    }

    private Principal? Find(IQueryCollection query)
    {
        string First(params string[] names) => names.Select(name => query[name].ToString()).FirstOrDefault(value => value.Length > 0) ?? string.Empty;
        if (First("client_id", "clientid") is { Length: > 0 } client)
        {
            return entra.Tenant.FindClient(client);
        }

        if (First("object_id", "principal_id") is { Length: > 0 } principal)
        {
            return entra.Tenant.FindObject(principal);
        }

        return First("mi_res_id", "msi_res_id") is { Length: > 0 } resource
            ? entra.Tenant.FindName(resource[(resource.LastIndexOf('/') + 1)..])
            : systemIdentity is null ? entra.Tenant.Owner : entra.Tenant.FindName(systemIdentity);
    }

    private static JsonResult Refusal(string description) =>
        new(new { error = "invalid_request", error_description = description }, StatusCodes.Status400BadRequest);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
