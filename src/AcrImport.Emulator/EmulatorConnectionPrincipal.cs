namespace AcrImport.Emulator;

/// <summary>A service principal as the connection file names it.</summary>
/// <param name="Name">The name.</param>
/// <param name="ClientId">The client ID, with which it signs in.</param>
/// <param name="ObjectId">The object ID, which messages about roles name.</param>
/// <param name="ClientSecret">The secret.</param>
public sealed record EmulatorConnectionPrincipal(string Name, Guid ClientId, Guid ObjectId, string ClientSecret)
{
    /// <summary>Returns the name alone: the secret must not end up in a log.</summary>
    public override string ToString() => Name;
}
