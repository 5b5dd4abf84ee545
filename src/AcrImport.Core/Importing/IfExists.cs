namespace AcrImport;

/// <summary>What an import does where a target tag exists with another digest. A tag that has the source's digest is left alone in every case.</summary>
public enum IfExists
{
    /// <summary>The import fails before anything is copied.</summary>
    Fail,

    /// <summary>The tag stays as it is, and the import is no failure.</summary>
    Skip,

    /// <summary>The tag is moved, if both digests can be read and differ.</summary>
    Update,

    /// <summary>The tag is moved, whatever it has.</summary>
    Overwrite,
}
