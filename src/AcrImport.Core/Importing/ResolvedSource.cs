namespace AcrImport;

/// <summary>A source whose registry is found: it is imported by the registry's resource ID, or by its host.</summary>
public sealed class ResolvedSource
{
    /// <summary>Makes a source.</summary>
    /// <param name="image">The image within its registry.</param>
    /// <param name="host">The registry's host; null where only its resource ID is known.</param>
    /// <param name="resourceId">The resource ID of an Azure registry that the caller's identity opens; null for any other registry.</param>
    public ResolvedSource(ImageName image, RegistryHost? host, RegistryResourceId? resourceId)
    {
        Image = image;
        Host = host;
        ResourceId = resourceId;
    }

    /// <summary>Gets the image within its registry.</summary>
    public ImageName Image { get; }

    /// <summary>Gets the registry's host, or null.</summary>
    public RegistryHost? Host { get; }

    /// <summary>Gets the registry's resource ID, or null.</summary>
    public RegistryResourceId? ResourceId { get; }

    /// <summary>Gets the registry as messages name it.</summary>
    public string Registry => Host?.ToString() ?? ResourceId!.Name;

    /// <summary>Returns the source in full.</summary>
    public override string ToString() => $"{Registry}/{Image}";
}
