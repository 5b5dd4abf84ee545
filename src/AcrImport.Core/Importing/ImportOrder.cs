namespace AcrImport;

/// <summary>One image that the user wants imported: checked words, nothing looked up yet.</summary>
public sealed class ImportOrder
{
    private ImportOrder(RegistrySelector registry, ImageReference source, IReadOnlyList<ImageName> targets, ImportMode mode)
    {
        Registry = registry;
        Source = source;
        Targets = targets;
        Mode = mode;
    }

    /// <summary>Gets the registry to import into.</summary>
    public RegistrySelector Registry { get; }

    /// <summary>Gets the image to import.</summary>
    public ImageReference Source { get; }

    /// <summary>Gets the names that the image gets in the registry, each with a tag; at least one.</summary>
    public IReadOnlyList<ImageName> Targets { get; }

    /// <summary>Gets what happens to a tag that exists.</summary>
    public ImportMode Mode { get; }

    /// <summary>Gets what the source registry is shown; null for an anonymous import.</summary>
    public SourceCredential? Credential { get; private init; }

    /// <summary>Reads and checks what the user typed.</summary>
    /// <param name="registry">A registry's name, login server or resource ID.</param>
    /// <param name="source">An image reference.</param>
    /// <param name="targets">Names in the registry; none means the source's own, as it was typed. A name without a tag gets the source's tag.</param>
    /// <param name="mode">What happens to a tag that exists.</param>
    /// <param name="credential">What the source registry is shown; null for an anonymous import.</param>
    /// <exception cref="AcrImportException">One of them is malformed (<see cref="AcrErrorKind.InvalidReference"/>).</exception>
    public static ImportOrder Create(string registry, string source, IReadOnlyList<string>? targets, ImportMode mode, SourceCredential? credential = null)
    {
        try
        {
            var image = ImageReference.Parse(source);
            return new ImportOrder(RegistrySelector.Parse(registry), image, TargetsOf(image, targets), mode) { Credential = credential };
        }
        catch (ReferenceFormatException malformed)
        {
            throw new AcrImportException(AcrErrorKind.InvalidReference, malformed.Message, malformed);
        }
    }

    private static List<ImageName> TargetsOf(ImageReference source, IReadOnlyList<string>? targets)
    {
        var tag = source.Tag ?? ImageReference.DefaultTag;
        if (targets is null || targets.Count == 0)
        {
            return [ImageName.Parse($"{source.RepositoryAsTyped}:{tag}")];
        }

        var names = new List<ImageName>(targets.Count);
        foreach (var text in targets)
        {
            var name = ImageName.Parse(text);
            if (name.Digest is not null)
            {
                throw new ReferenceFormatException(text, "target", new(ReferencePart.Digest, "a target has a tag and no digest; the digest is the source's"));
            }

            names.Add(name.Tag is null ? name.WithTag(tag) : name);
        }

        return names;
    }
}
