namespace AcrImport;

/// <summary>One image that the user wants imported: checked words, nothing looked up yet.</summary>
public sealed class ImportOrder
{
    private ImportOrder(RegistrySelector registry, ImageSource source, IReadOnlyList<ImageName> targets, IReadOnlyList<string> untaggedTargets, ImportOptions options)
    {
        Registry = registry;
        Source = source;
        Targets = targets;
        UntaggedTargets = untaggedTargets;
        Credential = options.Credential;
        IfExists = options.IfExists;
        Pin = options.Pin;
        Verify = options.Verify;
    }

    /// <summary>Gets the registry to import into.</summary>
    public RegistrySelector Registry { get; }

    /// <summary>Gets the image to import.</summary>
    public ImageSource Source { get; }

    /// <summary>Gets the names that the image gets in the registry, each with a tag.</summary>
    public IReadOnlyList<ImageName> Targets { get; }

    /// <summary>Gets the repositories that get the image without a tag.</summary>
    public IReadOnlyList<string> UntaggedTargets { get; }

    /// <summary>Gets what the source registry is shown; null for an anonymous import.</summary>
    public SourceCredential? Credential { get; }

    /// <summary>Gets what happens to a tag that exists.</summary>
    public IfExists IfExists { get; }

    /// <summary>Gets whether the source is read first.</summary>
    public bool Pin { get; }

    /// <summary>Gets whether the target is read.</summary>
    public bool Verify { get; }

    /// <summary>Gets all target names in one text, as results show them.</summary>
    public string TargetText => string.Join(", ", TargetNames);

    /// <summary>Gets all target names, the tags first.</summary>
    public IEnumerable<string> TargetNames => Targets.Select(target => target.ToString()).Concat(UntaggedTargets);

    /// <summary>Checks what the user typed. No request goes out for it.</summary>
    /// <exception cref="AcrImportException">
    /// Something is malformed (<see cref="AcrErrorKind.InvalidReference"/>) or contradicts something else (<see cref="AcrErrorKind.AmbiguousSource"/>).
    /// </exception>
    public static ImportOrder Create(ImportOptions options)
    {
        try
        {
            var source = ImageSource.Parse(options.Source, options.SourceRegistry, options.SourceRegistryUri);
            if (source.OwnRegistry is not null && options.Credential is not null)
            {
                throw new AcrImportException(
                    AcrErrorKind.AmbiguousSource,
                    $"'{options.Source}' cannot be imported both as from a registry of your own ({source.OwnRegistry}), which Azure opens to your identity, and with a credential.");
            }

            var registry = RegistrySelector.Parse(options.Registry).Within(options.SubscriptionId, options.ResourceGroupName);
            return new ImportOrder(registry, source, TargetsOf(source, options), UntaggedOf(options.UntaggedTargets), options);
        }
        catch (ReferenceFormatException malformed)
        {
            throw new AcrImportException(AcrErrorKind.InvalidReference, malformed.Message, malformed);
        }
    }

    private static IReadOnlyList<ImageName> TargetsOf(ImageSource source, ImportOptions options)
    {
        var tag = source.Image.Tag ?? ImageReference.DefaultTag;
        if (options.Targets.Count == 0)
        {
            return options.UntaggedTargets.Count > 0 ? [] : [ImageName.Parse($"{source.RepositoryAsTyped}:{tag}")];
        }

        return [.. options.Targets.Select(text => Target(text, tag)).Distinct()];
    }

    private static ImageName Target(string text, string tag)
    {
        var name = ImageName.Parse(text);
        return name.Digest is null
            ? name.Tag is null ? name.WithTag(tag) : name
            : throw new ReferenceFormatException(text, "target", new(ReferencePart.Digest, "a target has a tag and no digest; the digest is the source's"));
    }

    private static IReadOnlyList<string> UntaggedOf(IReadOnlyList<string> repositories) => [.. repositories.Select(text =>
    {
        var name = ImageName.Parse(text);
        return name.Tag is null && name.Digest is null
            ? name.Repository
            : throw new ReferenceFormatException(text, "repository", new(ReferencePart.Repository, "an untagged target is a repository without tag and digest"));
    }).Distinct()];
}
