namespace AcrImport.Emulator;

/// <summary>All that a client needs to use an emulator; the content of the connection file.</summary>
/// <param name="ArmEndpoint">Where Azure Resource Manager is.</param>
/// <param name="AuthorityHost">Where Entra is.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="SubscriptionId">The first subscription, which a client uses unless it is told otherwise.</param>
/// <param name="ClientId">The service principal that may do everything.</param>
/// <param name="ClientSecret">Its secret, new at each start.</param>
/// <param name="Certificate">The certificate of every port, in PEM, without its key.</param>
/// <param name="Registries">The registries.</param>
/// <param name="Upstreams">
/// Where the emulator reads the registries of the world that imports can name, for example <c>docker.io</c> at
/// <c>https://127.0.0.1:40001</c>: a client that looks at a source before an import sees what the import will see.
/// </param>
/// <param name="Principals">Further service principals, with their roles only.</param>
public sealed record EmulatorConnection(
    string ArmEndpoint,
    string AuthorityHost,
    Guid TenantId,
    Guid SubscriptionId,
    Guid ClientId,
    string ClientSecret,
    string Certificate,
    IReadOnlyList<EmulatorConnectionRegistry> Registries,
    IReadOnlyDictionary<string, string> Upstreams,
    IReadOnlyList<EmulatorConnectionPrincipal> Principals)
{
    /// <summary>Gets what <c>IDENTITY_ENDPOINT</c> is to be for a client that is to have a managed identity.</summary>
    public string? IdentityEndpoint { get; init; }

    /// <summary>Gets what <c>IDENTITY_HEADER</c> is to be for such a client; a secret.</summary>
    public string? IdentityHeader { get; init; }

    /// <summary>Returns the endpoint alone: the secret must not end up in a log.</summary>
    public override string ToString() => ArmEndpoint;
}
