namespace AcrImport.Emulator.Registries;

/// <summary>What a path of a registry names.</summary>
internal enum RegistryRoute
{
    Base,
    Catalog,
    TagNames,
    Manifest,
    Blob,
    Upload,
    Referrers,
    AcrCatalog,
    AcrRepository,
    AcrTags,
    AcrTag,
    AcrManifests,
    AcrManifest,
    Exchange,
    Token,
}
