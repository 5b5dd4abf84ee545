using System.Diagnostics.CodeAnalysis;

namespace AcrImport;

/// <summary>
/// An image within a registry: <c>repository</c>, <c>repository:tag</c>, <c>repository@digest</c> or all three.
/// The names that an import gives in the target registry are of this kind. Nothing is filled in: a tag that was not typed is null.
/// Source: OCI distribution specification, "Pulling manifests" (the grammar of name and tag).
/// </summary>
public sealed class ImageName : IEquatable<ImageName>
{
    private const string Noun = "image name";

    private ImageName(string repository, string? tag, Digest? digest)
    {
        Repository = repository;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>Gets the repository, at most 255 characters, lower-case.</summary>
    public string Repository { get; }

    /// <summary>Gets the tag, at most 128 characters, or null.</summary>
    public string? Tag { get; }

    /// <summary>Gets the digest, or null.</summary>
    public Digest? Digest { get; }

    /// <summary>Reads a name.</summary>
    /// <param name="text">For example <c>base/nginx:1.27</c>; without a registry host.</param>
    /// <exception cref="ReferenceFormatException">The text is not a name; the message says which part is wrong and why.</exception>
    public static ImageName Parse(string text) =>
        TryRead(text, out var name, out var fault) ? name : throw new ReferenceFormatException(text, Noun, fault);

    /// <summary>Reads a name without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageName? name) => TryRead(text, out name, out _);

    /// <summary>Returns the same name with another tag and no digest.</summary>
    /// <exception cref="ReferenceFormatException">The tag is not valid.</exception>
    public ImageName WithTag(string tag) => Parse($"{Repository}:{tag}");

    /// <summary>Returns <c>repository[:tag][@digest]</c>.</summary>
    public override string ToString() =>
        Repository + (Tag is null ? null : ":" + Tag) + (Digest is null ? null : "@" + Digest);

    /// <inheritdoc/>
    public bool Equals(ImageName? other) =>
        other is not null && Repository == other.Repository && Tag == other.Tag && Equals(Digest, other.Digest);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ImageName);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    internal static bool TryRead(string? text, [NotNullWhen(true)] out ImageName? name, out ReferenceFault fault)
    {
        name = null;
        text ??= string.Empty;
        Digest? digest = null;
        var at = text.IndexOf('@');
        if (at >= 0 && !Digest.TryRead(text.Substring(at + 1), out digest, out fault))
        {
            return false;
        }

        var tagged = at < 0 ? text : text.Substring(0, at);
        var colon = tagged.IndexOf(':', tagged.LastIndexOf('/') + 1);
        var tag = colon < 0 ? null : tagged.Substring(colon + 1);
        var repository = colon < 0 ? tagged : tagged.Substring(0, colon);
        if (ReferenceGrammar.FaultOfRepository(repository) is { } repositoryFault)
        {
            fault = new(ReferencePart.Repository, repositoryFault);
            return false;
        }

        if (tag is not null && ReferenceGrammar.FaultOfTag(tag) is { } tagFault)
        {
            fault = new(ReferencePart.Tag, tagFault);
            return false;
        }

        fault = default;
        name = new ImageName(repository, tag, digest);
        return true;
    }
}
