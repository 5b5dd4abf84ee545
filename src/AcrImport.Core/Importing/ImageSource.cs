namespace AcrImport;

/// <summary>The image to import as the user named it: in a registry of the world, or in a registry of the user's own.</summary>
public sealed class ImageSource
{
    private ImageSource(ImageName image, string repositoryAsTyped)
    {
        Image = image;
        RepositoryAsTyped = repositoryAsTyped;
    }

    /// <summary>Gets the image within its registry; it has a tag, a digest or both.</summary>
    public ImageName Image { get; }

    /// <summary>Gets the repository without the <c>library/</c> that was filled in.</summary>
    public string RepositoryAsTyped { get; }

    /// <summary>Gets the registry that the user named as an Azure registry of their own; null where a host tells where the image is.</summary>
    public RegistrySelector? OwnRegistry { get; private init; }

    /// <summary>Gets the host; beside <see cref="OwnRegistry"/> it is only what the text repeats, or null.</summary>
    public RegistryHost? Host { get; private init; }

    /// <summary>Gets what the user should know about the way the source was read, or null.</summary>
    public string? Remark { get; private init; }

    /// <summary>Reads the words that name a source.</summary>
    /// <exception cref="AcrImportException">They contradict each other (<see cref="AcrErrorKind.AmbiguousSource"/>).</exception>
    /// <exception cref="ReferenceFormatException">One of them is malformed.</exception>
    public static ImageSource Parse(string source, string? ownRegistry, string? registryUri) => (ownRegistry, registryUri) switch
    {
        (null, null) => Of(ImageReference.Parse(source)),
        (null, _) => InRegistry(source, RegistryHost.Parse(registryUri!)),
        (_, null) => InOwnRegistry(source, RegistrySelector.Parse(ownRegistry!)),
        _ => throw new AcrImportException(
            AcrErrorKind.AmbiguousSource, $"'{source}' is said to be in the registry {ownRegistry} and in {registryUri}; only one of them can be meant."),
    };

    /// <summary>Returns the source in full.</summary>
    public override string ToString() => $"{OwnRegistry?.ToString() ?? Host!.ToString()}/{Image}";

    private static ImageSource Of(ImageReference reference, string? remark = null) =>
        new(reference.Name, reference.RepositoryAsTyped) { Host = reference.Registry, Remark = remark };

    private static ImageSource InRegistry(string source, RegistryHost host)
    {
        var typed = ImageReference.Parse(source);
        if (!typed.IsRegistryTyped)
        {
            return Of(ImageReference.Parse($"{host}/{ImageReference.WithoutScheme(source)}"));
        }

        return typed.Registry.Equals(host)
            ? Of(typed, $"The registry {host} in '{source}' is ignored, since -SourceRegistryUri names it already.")
            : throw new AcrImportException(AcrErrorKind.AmbiguousSource, $"'{source}' names the registry {typed.Registry}, and -SourceRegistryUri names {host}.");
    }

    private static ImageSource InOwnRegistry(string source, RegistrySelector registry)
    {
        var typed = ImageReference.Parse(source);
        var image = typed.IsRegistryTyped ? typed.Name : ImageName.Parse(ImageReference.WithoutScheme(source));
        if (image.Tag is null && image.Digest is null)
        {
            image = image.WithTag(ImageReference.DefaultTag);
        }

        return new ImageSource(image, image.Repository) { OwnRegistry = registry, Host = typed.IsRegistryTyped ? typed.Registry : null };
    }
}
