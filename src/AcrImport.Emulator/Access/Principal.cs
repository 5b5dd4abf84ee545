using System.Security.Cryptography;
using System.Text;

namespace AcrImport.Emulator.Access;

/// <summary>A service principal: who it is, and what it may do.</summary>
internal sealed record Principal(string Name, Guid ClientId, Guid ObjectId, string Secret, IReadOnlyList<EmulatorRoleAssignment> Roles)
{
    public RegistryRights RightsOn(string registry) => Roles
        .Where(role => role.Registry is null || role.Registry.Equals(registry, StringComparison.OrdinalIgnoreCase))
        .Aggregate(RegistryRights.None, (rights, role) => rights | Access.Roles.RightsOf(role.Role));

    public bool May(RegistryRights rights, EmulatorRegistry registry) => (RightsOn(registry.Name) & rights) == rights;

    public bool HasSecret(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(Secret));

    public override string ToString() => Name;
}
