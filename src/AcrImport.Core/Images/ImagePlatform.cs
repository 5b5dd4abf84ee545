namespace AcrImport;

/// <summary>A platform that an image runs on. Source: OCI image specification, "Image index", platform.</summary>
public sealed class ImagePlatform
{
    /// <summary>Gets the operating system, such as <c>linux</c>.</summary>
    public string Os { get; init; } = string.Empty;

    /// <summary>Gets the processor, such as <c>amd64</c>.</summary>
    public string Architecture { get; init; } = string.Empty;

    /// <summary>Gets the variant of the processor, such as <c>v8</c>.</summary>
    public string? Variant { get; init; }

    /// <summary>Gets the version of the operating system, which Windows images state.</summary>
    public string? OsVersion { get; init; }

    /// <summary>Gets the digest of the platform's own manifest.</summary>
    public string Digest { get; init; } = string.Empty;

    /// <summary>Returns <c>os/architecture[/variant]</c>.</summary>
    public override string ToString() => $"{Os}/{Architecture}" + (Variant is null ? null : "/" + Variant);
}
