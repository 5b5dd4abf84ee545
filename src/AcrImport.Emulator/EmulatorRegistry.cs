using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator;

/// <summary>A running registry of an emulator.</summary>
public sealed class EmulatorRegistry
{
    internal EmulatorRegistry(
        EmulatorRegistryOptions options,
        string loginServer,
        RegistryResourceId resourceId,
        RegistryStore store,
        DateTimeOffset created,
        string? adminPassword)
    {
        AdminPassword = adminPassword;
        Options = options;
        LoginServer = loginServer;
        ResourceId = resourceId;
        Store = store;
        Created = created;
    }

    /// <summary>Gets the name.</summary>
    public string Name => ResourceId.Name;

    /// <summary>Gets what it was started with.</summary>
    public EmulatorRegistryOptions Options { get; }

    /// <summary>Gets host and port.</summary>
    public string LoginServer { get; }

    /// <summary>Gets the Azure resource ID.</summary>
    public RegistryResourceId ResourceId { get; }

    /// <summary>Gets what it holds.</summary>
    public RegistryStore Store { get; }

    /// <summary>Gets the password of the administrator account, new at each start; null where there is no such account.</summary>
    public string? AdminPassword { get; }

    internal DateTimeOffset Created { get; }
}
