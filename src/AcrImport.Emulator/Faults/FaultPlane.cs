namespace AcrImport.Emulator.Faults;

/// <summary>Where something goes wrong.</summary>
public enum FaultPlane
{
    /// <summary>Azure Resource Manager and Entra, and the imports.</summary>
    Arm,

    /// <summary>The Azure registries.</summary>
    Registry,

    /// <summary>The sample registry that imports know as Docker Hub, and its token server.</summary>
    Upstream,
}
