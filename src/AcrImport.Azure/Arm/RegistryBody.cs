using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Arm;

/// <summary>Reads a registry as Azure Resource Manager and Resource Graph write it.</summary>
internal static class RegistryBody
{
    /// <returns>The registry, or null where the body has no usable id and login server.</returns>
    public static RegistryResource? Read(JsonElement registry) =>
        RegistryResourceId.TryParse(registry.Text("id"), out var id)
        && RegistryHost.TryParse(registry.Field("properties").Text("loginServer"), out var host)
            ? new RegistryResource { Id = id, LoginServer = host }
            : null;
}
