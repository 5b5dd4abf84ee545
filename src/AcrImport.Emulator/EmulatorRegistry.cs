using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator;

/// <summary>A running registry of an emulator.</summary>
public sealed class EmulatorRegistry
{
    internal EmulatorRegistry(string loginServer, RegistryResourceId resourceId, RegistryStore store, DateTimeOffset created)
    {
        LoginServer = loginServer;
        ResourceId = resourceId;
        Store = store;
        Created = created;
    }

    /// <summary>Gets the name.</summary>
    public string Name => ResourceId.Name;

    /// <summary>Gets host and port.</summary>
    public string LoginServer { get; }

    /// <summary>Gets the Azure resource ID.</summary>
    public RegistryResourceId ResourceId { get; }

    /// <summary>Gets what it holds.</summary>
    public RegistryStore Store { get; }

    internal DateTimeOffset Created { get; }
}
