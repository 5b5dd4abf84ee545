using System.Security;

namespace AcrImport;

/// <summary>Where Azure is and how to sign in to it. Nothing but types of the base library, since it crosses load contexts.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Gets the endpoint of Azure Resource Manager, always https.</summary>
    public required Uri ArmEndpoint { get; init; }

    /// <summary>Gets how tokens are had.</summary>
    public required SignInKind SignIn { get; init; }

    /// <summary>Gets the subscription that names are looked up in; null means every subscription that the caller sees.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Gets the tenant to sign in to.</summary>
    public string? TenantId { get; init; }

    /// <summary>Gets the host of Microsoft Entra ID, or of its stand-in.</summary>
    public Uri? AuthorityHost { get; init; }

    /// <summary>Gets the application id of the service principal.</summary>
    public string? ClientId { get; init; }

    /// <summary>Gets the access token or the client secret.</summary>
    public required SecureString Secret { get; init; }

    /// <summary>
    /// Gets the one certificate (DER) that is trusted on loopback hosts, as an emulator makes it for itself.
    /// Null means the platform's own check everywhere; other hosts always have that check.
    /// </summary>
    public byte[]? LoopbackCertificate { get; init; }

    /// <summary>
    /// Gets where registries are that are not at their own name, for example <c>docker.io</c> at an emulator's sample registry.
    /// The key is the host as references name it.
    /// </summary>
    public IReadOnlyDictionary<string, Uri> RegistryAddresses { get; init; } = new Dictionary<string, Uri>();
}
