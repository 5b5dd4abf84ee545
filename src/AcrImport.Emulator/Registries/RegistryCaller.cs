using AcrImport.Emulator.Access;

namespace AcrImport.Emulator.Registries;

/// <summary>Somebody who asks a registry: by what name its tokens know them, and what they may do there.</summary>
/// <param name="Subject">The object ID of a principal, or the name of an account of the registry.</param>
/// <param name="Rights">What they may do.</param>
internal sealed record RegistryCaller(string Subject, RegistryRights Rights)
{
    public static RegistryCaller Anonymous { get; } = new("anonymous", RegistryRights.Pull | RegistryRights.MetadataRead);
}
