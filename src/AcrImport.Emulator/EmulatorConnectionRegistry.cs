namespace AcrImport.Emulator;

/// <summary>A registry as the connection file names it.</summary>
/// <param name="Name">The name.</param>
/// <param name="LoginServer">Host and port.</param>
/// <param name="ResourceId">The Azure resource ID.</param>
public sealed record EmulatorConnectionRegistry(string Name, string LoginServer, string ResourceId);
