namespace AcrImport;

/// <summary>What an import does to a target tag that exists. Source: Azure Resource Manager "Registries – Import Image", mode.</summary>
public enum ImportMode
{
    /// <summary>The import fails before anything is copied.</summary>
    NoForce,

    /// <summary>The tag is moved to the imported image.</summary>
    Force,
}
