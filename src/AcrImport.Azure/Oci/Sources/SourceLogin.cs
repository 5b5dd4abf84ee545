using System.Text;
using AcrImport.Azure.Auth;

namespace AcrImport.Azure.Oci;

/// <summary>How a credential for a source is shown: user name and password, base64. Source: RFC 7617.</summary>
internal static class SourceLogin
{
    // Source: Azure Container Registry, "az acr login with --expose-token".
    private const string AzureTokenUser = "00000000-0000-0000-0000-000000000000";

    private static readonly string[] AzureRegistries = [".azurecr.io", ".azurecr.us", ".azurecr.cn"];

    public static string Basic(RegistryHost registry, SourceCredential credential) => "Basic " + Convert.ToBase64String(
        Encoding.UTF8.GetBytes($"{credential.UserName ?? UserOfToken(registry)}:{SecretText.Read(credential.Password)}"));

    // An access token stands alone; only Azure's registries want a name beside it.
    private static string UserOfToken(RegistryHost registry) =>
        AzureRegistries.Any(domain => registry.Host.EndsWith(domain, StringComparison.Ordinal)) ? AzureTokenUser : string.Empty;
}
