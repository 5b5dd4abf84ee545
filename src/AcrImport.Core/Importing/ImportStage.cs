namespace AcrImport;

/// <summary>How far one import is, in facts.</summary>
public enum ImportStage
{
    /// <summary>Registries and digests are looked up.</summary>
    Resolving,

    /// <summary>The request is sent.</summary>
    Submitting,

    /// <summary>The service is at work.</summary>
    Copying,

    /// <summary>The target is read back.</summary>
    Verifying,

    /// <summary>It is settled.</summary>
    Done,
}
