namespace AcrImport.Emulator.Access;

/// <summary>
/// Azure's roles and what they allow. Source: "Registry roles and permissions" of the registry documentation, for registries that
/// do not decide by repository; "AcrImport" is the custom role that it shows.
/// </summary>
internal static class Roles
{
    public const string Owner = "Owner";

    private const RegistryRights Look = RegistryRights.Pull | RegistryRights.MetadataRead | RegistryRights.Catalog;

    private static readonly Dictionary<string, RegistryRights> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        [Owner] = RegistryRights.All,
        ["Contributor"] = RegistryRights.All,
        ["Reader"] = RegistryRights.Read | Look,
        ["AcrPull"] = Look,
        ["AcrPush"] = Look | RegistryRights.Push | RegistryRights.MetadataWrite,
        ["AcrDelete"] = RegistryRights.Delete,
        ["AcrImport"] = RegistryRights.Read | RegistryRights.Import | RegistryRights.Push | Look,
        ["Container Registry Data Importer and Data Reader"] = RegistryRights.Read | RegistryRights.Import | Look,
    };

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool Exists(string role) => ByName.ContainsKey(role);

    public static RegistryRights RightsOf(string role) => ByName[role];
}
