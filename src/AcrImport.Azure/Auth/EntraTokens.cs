using Azure.Core;

namespace AcrImport.Azure.Auth;

/// <summary>Entra tokens for the two audiences there are: Azure Resource Manager and the registries.</summary>
internal sealed class EntraTokens(TokenCredential credential, Uri armEndpoint)
{
    /// <summary>The audience that every registry accepts, also one that no longer takes tokens for Azure Resource Manager.</summary>
    private static readonly string[] RegistryScopes = ["https://containerregistry.azure.net/.default"];

    public TokenCredential Credential { get; } = credential;

    public string[] ArmScopes { get; } = [armEndpoint.GetLeftPart(UriPartial.Authority) + "/.default"];

    public Task SignInAsync(CancellationToken cancellation) => GetAsync(ArmScopes, cancellation);

    public Task<string> GetForRegistryAsync(CancellationToken cancellation) => GetAsync(RegistryScopes, cancellation);

    private async Task<string> GetAsync(string[] scopes, CancellationToken cancellation)
    {
        try
        {
            var token = await Credential.GetTokenAsync(new TokenRequestContext(scopes), cancellation).ConfigureAwait(false);
            return token.Token;
        }
        catch (Exception failure) when (SignInFailure.From(failure) is { } told)
        {
            throw told;
        }
    }
}
