namespace AcrImport.Emulator.Storage;

/// <summary>How a list is ordered.</summary>
public enum PageOrder
{
    /// <summary>By name or digest.</summary>
    None,

    /// <summary>The one that was updated first comes first.</summary>
    TimeAscending,

    /// <summary>The one that was updated last comes first.</summary>
    TimeDescending,
}
