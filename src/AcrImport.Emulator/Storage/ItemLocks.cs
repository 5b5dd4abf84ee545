namespace AcrImport.Emulator.Storage;

/// <summary>What must not be done with a repository, a tag or a manifest: the changeable attributes that are off.</summary>
[Flags]
public enum ItemLocks
{
    /// <summary>Everything is allowed.</summary>
    None = 0,

    /// <summary>It must not be deleted.</summary>
    Delete = 1,

    /// <summary>It must not be pushed over or deleted.</summary>
    Write = 1 << 1,

    /// <summary>It must not be pulled.</summary>
    Read = 1 << 2,

    /// <summary>Lists do not show it.</summary>
    List = 1 << 3,
}
