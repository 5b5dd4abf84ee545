using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace AcrImport.Emulator.SignIn;

/// <summary>Entra, as far as a service principal needs it, and whoever signs in on another device.</summary>
internal sealed class SignInEndpoints(EntraTokens entra, TokenSigner signer, Uri address, DeviceCodeEndpoints devices, TimeProvider time)
{
    private const string DefaultScope = "/.default";

    private static readonly string[] ClientAuthentication = ["client_secret_post", "private_key_jwt", "client_secret_basic"];
    private static readonly string[] ResponseTypes = ["code", "token"];
    private static readonly string[] SubjectTypes = ["pairwise"];
    private static readonly string[] SigningAlgorithms = [SecurityAlgorithms.EcdsaSha256];

    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    private readonly AssertionCheck _assertions = new(address.GetLeftPart(UriPartial.Authority), time);
    private readonly string _authority = address.GetLeftPart(UriPartial.Authority);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/common/discovery/instance", Instance);
        routes.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => Configuration(tenant, "/v2.0"));
        routes.MapGet("/{tenant}/.well-known/openid-configuration", (string tenant) => Configuration(tenant, string.Empty));
        // Behind an authority that ends in "/adfs", az asks for a tenant's name here to learn its ID.
        routes.MapGet("/adfs/{tenant}/.well-known/openid-configuration", (string tenant) => Configuration(tenant, string.Empty));
        routes.MapGet("/{tenant}/discovery/v2.0/keys", Keys);
        routes.MapPost("/{tenant}/oauth2/v2.0/token", (HttpContext context, string tenant) => TokenAsync(context, tenant, "/v2.0"));
        routes.MapPost("/{tenant}/oauth2/token", (HttpContext context, string tenant) => TokenAsync(context, tenant, string.Empty));
    }

    private JsonResult Instance() => new(new
    {
        tenant_discovery_endpoint = $"{_authority}/common/v2.0/.well-known/openid-configuration",
        metadata = new[]
        {
            new { preferred_network = address.Authority, preferred_cache = address.Authority, aliases = new[] { address.Authority } },
        },
    });

    private IResult Configuration(string tenant, string version) => !IsKnown(tenant) ? SignInError.UnknownTenant(tenant) : new JsonResult(new
    {
        issuer = $"{_authority}/{entra.Tenant.Id}{version}",
        authorization_endpoint = $"{_authority}/{tenant}/oauth2{version}/authorize",
        token_endpoint = $"{_authority}/{tenant}/oauth2{version}/token",
        device_authorization_endpoint = $"{_authority}/{tenant}/oauth2/v2.0/devicecode",
        jwks_uri = $"{_authority}/{tenant}/discovery/v2.0/keys",
        token_endpoint_auth_methods_supported = ClientAuthentication,
        response_types_supported = ResponseTypes,
        subject_types_supported = SubjectTypes,
        id_token_signing_alg_values_supported = SigningAlgorithms,
    });

    private JsonResult Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(signer.Key);
        return new(new { keys = new[] { new { kty = key.Kty, use = "sig", kid = key.Kid, crv = key.Crv, x = key.X, y = key.Y } } });
    }

    private async Task<IResult> TokenAsync(HttpContext context, string tenant, string version)
    {
        if (!IsKnown(tenant))
        {
            return SignInError.UnknownTenant(tenant);
        }

        if (await FormBody.ReadAsync(context.Request) is not { } form)
        {
            return SignInError.MissingParameter("grant_type");
        }

        var grant = form["grant_type"].ToString();
        if (grant is DeviceGrant or "device_code")
        {
            // Older clients call the code of the grant "code".
            var code = form["device_code"].ToString() is { Length: > 0 } named ? named : form["code"].ToString();
            return code.Length == 0 ? SignInError.MissingParameter("device_code")
                : devices.Take(code, out var user) is { } waiting ? waiting
                : Grant(user!, form, version, isUser: true);
        }

        if (grant != "client_credentials")
        {
            return grant.Length == 0 ? SignInError.MissingParameter("grant_type") : SignInError.UnsupportedGrant(grant);
        }

        if (!BasicCredentials.TryRead(context.Request, out var client))
        {
            client = new(form["client_id"].ToString(), form["client_secret"].ToString());
        }

        if (client.UserName.Length == 0)
        {
            return SignInError.MissingParameter("client_id");
        }

        var known = entra.Tenant.FindClient(client.UserName);
        if (known is not null && form["client_assertion_type"] == AssertionCheck.Type)
        {
            return await _assertions.RefusalOfAsync(known, form["client_assertion"].ToString()) is { } refusal ? refusal : Grant(known, form, version);
        }

        return known switch
        {
            null => SignInError.UnknownClient(client.UserName, entra.Tenant.Id.ToString()),
            { } principal when !principal.HasSecret(client.Password) => SignInError.WrongSecret(client.UserName),
            { } principal => Grant(principal, form, version),
        };
    }

    private IResult Grant(Principal principal, IFormCollection form, string version, bool isUser = false)
    {
        // Version 1 names a resource, version 2 a scope; az sends a scope to both.
        var scope = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(text => text.Contains("://", StringComparison.Ordinal));
        var resource = form["resource"].ToString();
        if (scope is null && resource.Length == 0)
        {
            return SignInError.MissingParameter(version.Length == 0 ? "resource" : "scope");
        }

        if (isUser && scope is not null)
        {
            // A user's token may be for one permission as well: "https://management.azure.com/user_impersonation".
            var resourceOfScope = scope[..scope.LastIndexOf('/')];
            return new JsonResult(UserTokens.Of(entra, signer, principal, form["client_id"].ToString(), resourceOfScope, scope, _authority));
        }

        if (scope is not null && !scope.EndsWith(DefaultScope, StringComparison.Ordinal))
        {
            return SignInError.InvalidScope(scope);
        }

        var seconds = (int)EntraTokens.Lifetime.TotalSeconds;
        return new JsonResult(new
        {
            token_type = "Bearer",
            expires_in = seconds,
            ext_expires_in = seconds,
            access_token = entra.Issue(principal, scope?[..^DefaultScope.Length] ?? resource),
        });
    }

    private bool IsKnown(string tenant) =>
        tenant is "common" or "organizations" or "adfs" || tenant.Equals(entra.Tenant.Id.ToString(), StringComparison.OrdinalIgnoreCase);
}
