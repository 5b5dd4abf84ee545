namespace AcrImport;

/// <summary>
/// A running import, to be looked at later, also from another session: it survives <c>Export-Clixml</c> and <c>ConvertTo-Json</c>.
/// Keep such a file private, since <see cref="StatusUrl"/> is signed and opens the operation to whoever has it.
/// </summary>
public sealed class AcrImportOperation
{
    /// <summary>Gets the id of the operation.</summary>
    public string OperationId { get; init; } = string.Empty;

    /// <summary>Gets the resource ID of the registry that is imported into.</summary>
    public string RegistryId { get; init; } = string.Empty;

    /// <summary>Gets the login server of that registry.</summary>
    public string Registry { get; init; } = string.Empty;

    /// <summary>Gets the source in full.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Gets the registry that the source is in.</summary>
    public string SourceRegistry { get; init; } = string.Empty;

    /// <summary>Gets the digest that is imported; null where the source could not be read.</summary>
    public string? SourceDigest { get; init; }

    /// <summary>Gets the target, <c>repository:tag</c>; several are joined by a comma.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>Gets when the service accepted the import (UTC).</summary>
    public DateTimeOffset StartedOn { get; init; }

    /// <summary>Gets the signed URL at which the operation is asked for its state. It is a secret, and no view shows it.</summary>
    public string StatusUrl { get; init; } = string.Empty;

    /// <summary>Gets whether the target is read when the import is done.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Returns source, target and id; not the URL.</summary>
    public override string ToString() => $"{Source} -> {Registry}/{Target} ({OperationId})";
}
