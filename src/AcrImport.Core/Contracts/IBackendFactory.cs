namespace AcrImport;

/// <summary>Makes backends; the one type behind the door to the Azure assemblies implements it.</summary>
public interface IBackendFactory
{
    /// <summary>Makes a backend. No request goes out before its first call.</summary>
    IRegistryBackend Create(ConnectionOptions options);
}
