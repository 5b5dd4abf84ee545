namespace AcrImport.Azure;

/// <summary>What the module's door opens: the one public type on this side, made by name.</summary>
public sealed class AzureBackendFactory : IBackendFactory
{
    /// <inheritdoc/>
    public IRegistryBackend Create(ConnectionOptions options) => AzureBackend.Create(options);
}
