namespace AcrImport.Emulator.Access;

/// <summary>What somebody may do with a registry: its resource in Azure Resource Manager, and its content.</summary>
[Flags]
internal enum RegistryRights
{
    None = 0,
    Read = 1,
    Import = 1 << 1,
    Manage = 1 << 2,
    Pull = 1 << 3,
    Push = 1 << 4,
    Delete = 1 << 5,
    MetadataRead = 1 << 6,
    MetadataWrite = 1 << 7,
    Catalog = 1 << 8,
    Content = Pull | Push | Delete | MetadataRead | MetadataWrite | Catalog,
    All = Read | Import | Manage | Content,
}
