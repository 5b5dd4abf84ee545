using System.Security.Cryptography.X509Certificates;

namespace AcrImport.Emulator;

/// <summary>
/// A service principal that an emulator is to know besides its own, which may do everything. A text stands for it too, in code as
/// on the command line: <c>ci,AcrImport@prod,Reader@staging,secret=s3cret</c>.
/// </summary>
/// <param name="Name">What the connection file calls it.</param>
public sealed record EmulatorPrincipalOptions(string Name)
{
    private const string SecretPart = "secret=";

    /// <summary>Gets its secret; null for a new one at each start.</summary>
    public string? Secret { get; init; }

    /// <summary>Gets the certificate with whose key it may sign assertions instead of sending the secret.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets from whose tokens it may sign in.</summary>
    public IReadOnlyList<EmulatorFederatedCredential> Federated { get; init; } = [];

    /// <summary>Gets its roles.</summary>
    public IReadOnlyList<EmulatorRoleAssignment> Roles { get; init; } = [];

    /// <summary>Reads a principal as it is typed.</summary>
    /// <exception cref="ArgumentException">The text is not of the form; the message says why.</exception>
    public static implicit operator EmulatorPrincipalOptions(string text) => Parse(text);

    /// <summary>Reads a principal as it is typed: <c>NAME[,ROLE[@REGISTRY]]…[,secret=SECRET]</c>.</summary>
    /// <exception cref="ArgumentException">The text is not of the form; the message says why.</exception>
    public static EmulatorPrincipalOptions Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var secret = parts.Skip(1).LastOrDefault(part => part.StartsWith(SecretPart, StringComparison.OrdinalIgnoreCase));
        return new EmulatorPrincipalOptions(parts[0])
        {
            Secret = secret?[SecretPart.Length..],
            Roles = [.. parts.Skip(1).Where(part => part != secret).Select(Assignment)],
        };
    }

    /// <summary>Returns the name alone: the secret must not end up in a log.</summary>
    public override string ToString() => Name;

    private static EmulatorRoleAssignment Assignment(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var role = at < 0 ? text : text[..at];
        return Access.Roles.Exists(role)
            ? new EmulatorRoleAssignment(role, at < 0 ? null : text[(at + 1)..])
            : throw new ArgumentException($"'{ControlCharacters.Escape(role)}' is no role. There are {string.Join(", ", Access.Roles.Names)}.", nameof(text));
    }
}
