namespace AcrImport;

/// <summary>What is to be done for an image, once source and target are looked at.</summary>
public enum ImportAction
{
    /// <summary>The image is imported.</summary>
    Import,

    /// <summary>Nothing is to be done.</summary>
    Unchanged,

    /// <summary>The image is imported, and moves a tag that has another digest.</summary>
    Update,

    /// <summary>A tag stands in the way.</summary>
    Conflict,
}
