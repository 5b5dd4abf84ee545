namespace AcrImport;

/// <summary>Finds registries among the resources that the caller sees.</summary>
public interface IRegistryLocator
{
    /// <summary>Finds the registry that the user named.</summary>
    /// <exception cref="AcrImportException">There is none, or the caller may not see it.</exception>
    Task<RegistryResource> FindRegistryAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation);
}
