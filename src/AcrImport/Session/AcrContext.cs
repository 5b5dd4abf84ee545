namespace AcrImport;

/// <summary>Tells who is signed in where. It holds no secret.</summary>
public sealed class AcrContext
{
    /// <summary>Gets the endpoint of Azure Resource Manager.</summary>
    public Uri? ArmEndpoint { get; init; }

    /// <summary>Gets the kind of sign-in.</summary>
    public SignInKind SignIn { get; init; }

    /// <summary>Gets the tenant, where the sign-in names one.</summary>
    public string? TenantId { get; init; }

    /// <summary>Gets the subscription that registry names are looked up in; null means all that the caller sees.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Gets the application id, where the sign-in names one.</summary>
    public string? ClientId { get; init; }

    /// <summary>Gets whether this is an emulator on this machine.</summary>
    public bool IsEmulator { get; init; }
}
