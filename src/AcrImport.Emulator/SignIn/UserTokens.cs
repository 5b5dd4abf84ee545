using System.Text.Json;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace AcrImport.Emulator.SignIn;

/// <summary>The answer to somebody who signed in as a user: with an identity, which clients keep beside the token.</summary>
internal static class UserTokens
{
    public static object Of(EntraTokens entra, TokenSigner signer, Principal user, string client, string resource, string scope, string authority)
    {
        var seconds = (int)EntraTokens.Lifetime.TotalSeconds;
        var tenant = entra.Tenant.Id.ToString();
        return new
        {
            token_type = "Bearer",
            scope,
            expires_in = seconds,
            ext_expires_in = seconds,
            access_token = entra.Issue(user, resource),
            id_token = signer.Sign($"{authority}/{tenant}/v2.0", client, EntraTokens.Lifetime, new Dictionary<string, object>
            {
                ["oid"] = user.ObjectId.ToString(),
                ["sub"] = user.ObjectId.ToString(),
                ["tid"] = tenant,
                ["name"] = user.Name,
                ["preferred_username"] = user.Name,
                ["ver"] = "2.0",
            }),
            client_info = Base64UrlEncoder.Encode(JsonSerializer.Serialize(new { uid = user.ObjectId, utid = entra.Tenant.Id })),
        };
    }
}
