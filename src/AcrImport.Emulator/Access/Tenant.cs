using System.Globalization;
using System.Security.Cryptography;

namespace AcrImport.Emulator.Access;

/// <summary>The one tenant of an emulator, and who is in it. The IDs are the same in every emulator, the secrets are not.</summary>
internal sealed class Tenant
{
    private readonly List<Principal> _principals;

    public Tenant(IEnumerable<EmulatorPrincipalOptions> further)
    {
        Owner = new Principal(
            "owner", new("7e1a0000-0000-4000-8000-00000000e003"), new("7e1a0000-0000-4000-8000-00000000e004"), NewSecret(), [new(Roles.Owner)]);
        Further = [.. further.Select((options, index) => new Principal(
            options.Name, IdOf(3, index), IdOf(4, index), options.Secret ?? NewSecret(), options.Roles)
        {
            Certificate = options.Certificate,
            Federated = options.Federated,
        })];
        _principals = [Owner, .. Further];
    }

    public Guid Id { get; } = new("7e1a0000-0000-4000-8000-00000000e001");

    /// <summary>Gets who may do everything.</summary>
    public Principal Owner { get; }

    public IReadOnlyList<Principal> Further { get; }

    public Principal? FindClient(string clientId) => Guid.TryParse(clientId, out var id) ? _principals.Find(principal => principal.ClientId == id) : null;

    public Principal? FindName(string name) =>
        _principals.Find(principal => principal.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public Principal? FindObject(string? objectId) => Guid.TryParse(objectId, out var id) ? _principals.Find(principal => principal.ObjectId == id) : null;

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private static Guid IdOf(int kind, int index) =>
        Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"7e1a0000-0000-4000-800{kind}-{index + 1:D12}"));
}
