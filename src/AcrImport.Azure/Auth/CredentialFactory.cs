using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace AcrImport.Azure.Auth;

/// <summary>The kinds of signing in, one switch.</summary>
internal static class CredentialFactory
{
    public static TokenCredential Create(ConnectionOptions options, HttpPipelineTransport transport) => options.SignIn switch
    {
        SignInKind.AccessToken => new FixedTokenCredential(options.Secret),
        SignInKind.ClientSecret => ClientSecret(options, transport),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.SignIn, "Unknown kind of sign-in."),
    };

    // Not inlined, so that a sign-in by token loads neither Azure.Identity nor MSAL.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ClientSecretCredential ClientSecret(ConnectionOptions options, HttpPipelineTransport transport) =>
        new(options.TenantId, options.ClientId, SecretText.Read(options.Secret), new ClientSecretCredentialOptions
        {
            AuthorityHost = options.AuthorityHost,
            // An emulator's authority is not in Microsoft's list of known ones.
            DisableInstanceDiscovery = options.LoopbackCertificate is not null,
            Transport = transport,
        });
}
