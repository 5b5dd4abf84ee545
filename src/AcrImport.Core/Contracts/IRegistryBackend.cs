namespace AcrImport;

/// <summary>All that the commands need of Azure, for one sign-in. Safe for use from several threads.</summary>
public interface IRegistryBackend : IRegistryLocator, IImportService, IRegistryReader, ISourceReader, IDisposable
{
    /// <summary>Signs in now, where tokens would otherwise be had on first use.</summary>
    /// <exception cref="AcrImportException">The sign-in was refused or could not be reached.</exception>
    Task SignInAsync(IImportLog log, CancellationToken cancellation);
}
