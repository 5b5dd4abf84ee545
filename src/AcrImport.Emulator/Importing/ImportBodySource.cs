namespace AcrImport.Emulator.Importing;

/// <summary>The source in the body of importImage.</summary>
internal sealed class ImportBodySource
{
    public string? ResourceId { get; init; }

    public string? RegistryUri { get; init; }

    public string? SourceImage { get; init; }

    public ImportBodyCredentials? Credentials { get; init; }
}
