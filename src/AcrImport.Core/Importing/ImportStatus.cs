namespace AcrImport;

/// <summary>What came of an import.</summary>
public enum ImportStatus
{
    /// <summary>The image was copied and is in the registry under its target names.</summary>
    Imported,

    /// <summary>The registry had this very image under the target names; nothing was copied.</summary>
    Unchanged,

    /// <summary>The image was not imported.</summary>
    Failed,

    /// <summary>The service is still at work.</summary>
    Running,

    /// <summary>It cannot be told; the service may have imported the image or not.</summary>
    Unknown,
}
