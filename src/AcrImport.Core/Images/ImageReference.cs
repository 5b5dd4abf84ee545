using System.Diagnostics.CodeAnalysis;

namespace AcrImport;

/// <summary>
/// A full image reference as docker and its peers write it: <c>[registry/]repository[:tag][@digest]</c>.
/// What is left out is filled in once, here: no registry means <c>docker.io</c>; a one-part repository of Docker Hub lies under
/// <c>library/</c>; neither tag nor digest means <c>latest</c>. A first part is a registry where it has a dot or a colon or is
/// <c>localhost</c>. An <c>oci://</c> in front is accepted and dropped.
/// Source: the distribution project's reference package (grammar and normalisation).
/// </summary>
public sealed class ImageReference : IEquatable<ImageReference>
{
    /// <summary>The tag that a reference without tag and digest means.</summary>
    public const string DefaultTag = "latest";

    private const string Noun = "image reference";
    private const string OciScheme = "oci://";
    private const string OfficialImages = "library/";

    private ImageReference(RegistryHost registry, bool isRegistryTyped, ImageName name, string repositoryAsTyped, string original)
    {
        Registry = registry;
        IsRegistryTyped = isRegistryTyped;
        Name = name;
        RepositoryAsTyped = repositoryAsTyped;
        Original = original;
    }

    /// <summary>Gets the registry.</summary>
    public RegistryHost Registry { get; }

    /// <summary>Gets whether the registry was typed; where not, it is <c>docker.io</c>.</summary>
    public bool IsRegistryTyped { get; }

    /// <summary>Gets the image within the registry.</summary>
    public ImageName Name { get; }

    /// <summary>Gets the repository, with <c>library/</c> where Docker Hub puts it.</summary>
    public string Repository => Name.Repository;

    /// <summary>Gets the repository without the <c>library/</c> that was filled in: the name that people know the image by.</summary>
    public string RepositoryAsTyped { get; }

    /// <summary>Gets the tag; null only where the reference names a digest alone.</summary>
    public string? Tag => Name.Tag;

    /// <summary>Gets the digest, or null.</summary>
    public Digest? Digest => Name.Digest;

    /// <summary>Gets what was typed.</summary>
    public string Original { get; }

    /// <summary>Reads a reference.</summary>
    /// <param name="text">For example <c>nginx</c>, <c>mcr.microsoft.com/dotnet/sdk:10.0</c> or <c>localhost:5000/app@sha256:…</c>.</param>
    /// <exception cref="ReferenceFormatException">The text is not a reference; the message says which part is wrong and why.</exception>
    public static ImageReference Parse(string text) =>
        TryRead(text, out var reference, out var fault) ? reference : throw new ReferenceFormatException(text, Noun, fault);

    /// <summary>Reads a reference without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference) => TryRead(text, out reference, out _);

    /// <summary>Returns the canonical form, <c>registry/repository[:tag][@digest]</c>.</summary>
    public override string ToString() => $"{Registry}/{Name}";

    /// <inheritdoc/>
    public bool Equals(ImageReference? other) => other is not null && Registry.Equals(other.Registry) && Name.Equals(other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ImageReference);

    /// <inheritdoc/>
    public override int GetHashCode() => Registry.GetHashCode() ^ Name.GetHashCode();

    /// <summary>Drops the <c>oci://</c> that Helm writes in front.</summary>
    internal static string WithoutScheme(string text) =>
        text.StartsWith(OciScheme, StringComparison.OrdinalIgnoreCase) ? text.Substring(OciScheme.Length) : text;

    private static bool TryRead(string? text, [NotNullWhen(true)] out ImageReference? reference, out ReferenceFault fault)
    {
        reference = null;
        var bare = WithoutScheme(text ?? string.Empty);
        if (FaultOfWhole(bare) is { } whole)
        {
            fault = new(ReferencePart.Reference, whole);
            return false;
        }

        var registry = RegistryHost.DockerHub;
        var path = bare;
        var slash = bare.IndexOf('/');
        var isRegistryTyped = slash >= 0 && IsRegistry(bare.Substring(0, slash));
        if (isRegistryTyped)
        {
            if (!RegistryHost.TryRead(bare.Substring(0, slash), out var host, out fault))
            {
                return false;
            }

            registry = host;
            path = bare.Substring(slash + 1);
        }

        // Read as typed before anything goes in front of it: what is wrong with it is wrong as it stands.
        if (!ImageName.TryRead(path, out var typed, out fault))
        {
            return false;
        }

        var name = typed;
        if (registry.IsDockerHub && path.IndexOf('/') < 0 && !ImageName.TryRead(OfficialImages + path, out name, out fault))
        {
            return false;
        }

        var full = name.Tag is null && name.Digest is null ? name.WithTag(DefaultTag) : name;
        reference = new ImageReference(registry, isRegistryTyped, full, typed.Repository, text!);
        return true;
    }

    private static string? FaultOfWhole(string bare)
    {
        if (bare.Length == 0)
        {
            return "it is empty";
        }

        var scheme = bare.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? null : $"it begins with '{bare.Substring(0, scheme + 3)}'; write registry/repository:tag without a scheme";
    }

    // Docker also takes an upper-case letter for the sign of a registry. Hosts are written back in lower case, so "Contoso/app"
    // would come back as "contoso/app", which is somebody else's repository at Docker Hub: here it is a repository, and refused.
    private static bool IsRegistry(string first) =>
        first.Equals("localhost", StringComparison.OrdinalIgnoreCase) || first.IndexOfAny(['.', ':', '[']) >= 0;
}
