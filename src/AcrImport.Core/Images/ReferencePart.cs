namespace AcrImport;

/// <summary>The part of a name that a <see cref="ReferenceFormatException"/> is about.</summary>
public enum ReferencePart
{
    /// <summary>The text as a whole, such as an empty one.</summary>
    Reference,

    /// <summary>The registry's host and port.</summary>
    Registry,

    /// <summary>The repository path.</summary>
    Repository,

    /// <summary>The tag behind the colon.</summary>
    Tag,

    /// <summary>The digest behind the <c>@</c>.</summary>
    Digest,

    /// <summary>The Azure resource ID of a registry.</summary>
    ResourceId,
}
