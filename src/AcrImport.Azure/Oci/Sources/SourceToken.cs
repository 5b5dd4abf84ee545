namespace AcrImport.Azure.Oci;

/// <summary>A token of a source registry, in memory only.</summary>
/// <param name="text">The token.</param>
/// <param name="end">When it is no longer used, as the clock's reading.</param>
/// <param name="withheldFrom">The host that gave it without having been shown the credential that there is; null where nothing was held back.</param>
internal sealed class SourceToken(string text, TimeSpan end, string? withheldFrom)
{
    public string Authorization { get; } = "Bearer " + text;

    public TimeSpan End { get; } = end;

    public string? WithheldFrom { get; } = withheldFrom;
}
