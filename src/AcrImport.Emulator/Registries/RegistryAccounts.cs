using System.Security.Cryptography;
using System.Text;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries;

/// <summary>Knows whose user name and password a registry takes: the service principal's, and a refresh token as a password.</summary>
internal sealed class RegistryAccounts(RegistryTokens tokens, EntraIdentity identity)
{
    /// <summary>The user name that goes with a refresh token.</summary>
    public const string TokenUser = "00000000-0000-0000-0000-000000000000";

    public async Task<bool> IsKnownAsync(BasicCredentials credentials)
    {
        if (credentials.UserName == TokenUser)
        {
            return await tokens.IsRefreshTokenAsync(credentials.Password);
        }

        return credentials.UserName.Equals(identity.ClientId.ToString(), StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(credentials.Password), Encoding.UTF8.GetBytes(identity.ClientSecret));
    }
}
