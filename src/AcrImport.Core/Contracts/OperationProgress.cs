namespace AcrImport;

/// <summary>How far an import operation is.</summary>
public enum OperationProgress
{
    /// <summary>At work.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Ended without the image.</summary>
    Failed,
}
