namespace AcrImport;

/// <summary>Follows imports while they run. May be called from any thread.</summary>
public interface IImportObserver : IImportLog
{
    /// <summary>An import has reached a stage.</summary>
    /// <param name="order">The import.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="detail">What else is known, such as "3 of 4 manifests"; empty where nothing is.</param>
    void Entered(ImportOrder order, ImportStage stage, string detail);

    /// <summary>The service has accepted an import, which from now on runs whether anybody waits or not.</summary>
    void Accepted(AcrImportOperation operation);

    /// <summary>An import that was accepted is settled.</summary>
    void Settled(AcrImportOperation operation);
}
