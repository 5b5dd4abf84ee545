namespace AcrImport.Emulator;

/// <summary>A registry as the connection file names it.</summary>
/// <param name="Name">The name.</param>
/// <param name="LoginServer">Host and port.</param>
/// <param name="ResourceId">The Azure resource ID.</param>
/// <param name="AdminPassword">The password of the administrator account, whose name is the registry's; null where there is none.</param>
public sealed record EmulatorConnectionRegistry(string Name, string LoginServer, string ResourceId, string? AdminPassword = null)
{
    /// <summary>Returns the name alone: the password must not end up in a log.</summary>
    public override string ToString() => Name;
}
