namespace AcrImport.Emulator;

/// <summary>All that a client needs to use an emulator; the content of the connection file.</summary>
/// <param name="ArmEndpoint">Where Azure Resource Manager is.</param>
/// <param name="AuthorityHost">Where Entra is.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="SubscriptionId">The subscription of the registries.</param>
/// <param name="ClientId">The service principal.</param>
/// <param name="ClientSecret">Its secret, new at each start.</param>
/// <param name="Certificate">The certificate of every port, in PEM, without its key.</param>
/// <param name="Registries">The registries.</param>
public sealed record EmulatorConnection(
    string ArmEndpoint,
    string AuthorityHost,
    Guid TenantId,
    Guid SubscriptionId,
    Guid ClientId,
    string ClientSecret,
    string Certificate,
    IReadOnlyList<EmulatorConnection.Registry> Registries)
{
    /// <summary>A registry as the connection file names it.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="LoginServer">Host and port.</param>
    /// <param name="ResourceId">The Azure resource ID.</param>
    public sealed record Registry(string Name, string LoginServer, string ResourceId);

    /// <summary>Returns the endpoint alone: the secret must not end up in a log.</summary>
    public override string ToString() => ArmEndpoint;
}
