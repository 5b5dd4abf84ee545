using System.Security.Cryptography;
using System.Text;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries;

/// <summary>
/// Knows whose user name and password a registry takes: those of principals and of the administrator account, and a refresh token
/// as a password.
/// </summary>
internal sealed class RegistryAccounts(RegistryTokens tokens, Tenant tenant, EmulatorRegistryOptions registry, string adminPassword)
{
    /// <summary>The user name that goes with a refresh token.</summary>
    public const string TokenUser = "00000000-0000-0000-0000-000000000000";

    /// <summary>Returns whose credentials they are, or null where they are nobody's.</summary>
    public async Task<RegistryCaller?> FindAsync(BasicCredentials credentials)
    {
        if (credentials.UserName == TokenUser)
        {
            return await FindAsync(credentials.Password);
        }

        if (registry.AdminUser && credentials.UserName.Equals(registry.Name, StringComparison.OrdinalIgnoreCase))
        {
            return IsAdminPassword(credentials.Password) ? new RegistryCaller(registry.Name, RegistryRights.Content) : null;
        }

        return tenant.FindClient(credentials.UserName) is { } principal && principal.HasSecret(credentials.Password) ? CallerOf(principal) : null;
    }

    /// <summary>Returns whose refresh token it is, or null where it is not one of this registry.</summary>
    public async Task<RegistryCaller?> FindAsync(string? refreshToken) =>
        tenant.FindObject(await tokens.ReadRefreshTokenAsync(refreshToken)) is { } principal ? CallerOf(principal) : null;

    /// <summary>Returns who comes without credentials, where the registry lets everyone in.</summary>
    public RegistryCaller? Anonymous => registry.AnonymousPull ? RegistryCaller.Anonymous : null;

    public RegistryCaller? CallerOf(Principal principal)
    {
        var rights = principal.RightsOn(registry.Name) & RegistryRights.Content;
        return rights == RegistryRights.None ? null : new RegistryCaller(principal.ObjectId.ToString(), rights);
    }

    private bool IsAdminPassword(string password) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(adminPassword));
}
