using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AcrImport.Emulator.Access;

/// <summary>A service principal: who it is, and what it may do.</summary>
internal sealed record Principal(string Name, Guid ClientId, Guid ObjectId, string Secret, IReadOnlyList<EmulatorRoleAssignment> Roles)
{
    /// <summary>Gets the certificate with which it signs assertions; null for none.</summary>
    public X509Certificate2? Certificate { get; init; }

    public IReadOnlyList<EmulatorFederatedCredential> Federated { get; init; } = [];

    public RegistryRights RightsOn(string registry) => Roles
        .Where(role => role.Registry is null || role.Registry.Equals(registry, StringComparison.OrdinalIgnoreCase))
        .Aggregate(RegistryRights.None, (rights, role) => rights | Access.Roles.RightsOf(role.Role));

    public bool May(RegistryRights rights, EmulatorRegistry registry) => (RightsOn(registry.Name) & rights) == rights;

    public bool HasSecret(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Secret));

    public override string ToString() => Name;
}
