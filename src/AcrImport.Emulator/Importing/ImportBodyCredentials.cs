namespace AcrImport.Emulator.Importing;

/// <summary>The credentials in the body of importImage. A class and no record: its text must not show the password.</summary>
internal sealed class ImportBodyCredentials
{
    public string? Username { get; init; }

    public string? Password { get; init; }
}
