namespace AcrImport;

/// <summary>A registry as Azure Resource Manager describes it. Source: "Registries – Get".</summary>
public sealed class RegistryResource
{
    /// <summary>Gets the resource ID.</summary>
    public required RegistryResourceId Id { get; init; }

    /// <summary>Gets the host of the registry's own API, as the service states it; it is never made up from the name.</summary>
    public required RegistryHost LoginServer { get; init; }

    /// <summary>Gets the registry's name.</summary>
    public string Name => Id.Name;
}
