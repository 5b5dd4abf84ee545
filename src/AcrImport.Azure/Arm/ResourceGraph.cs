using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Arm;

/// <summary>Finds registries in all subscriptions at once. Source: Azure Resource Graph "Resources", query language.</summary>
internal sealed class ResourceGraph(ArmClient arm)
{
    /// <returns>What it knows; nothing where it cannot be asked, which is no failure: there is another way to look.</returns>
    public async Task<IReadOnlyList<RegistryResource>> FindAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation)
    {
        var reply = await arm.QueryAsync(ArmUris.ResourceGraph(arm.Endpoint), Body(selector), cancellation).ConfigureAwait(false);
        if (reply.Status != 200)
        {
            log.Verbose($"Resource Graph does not answer (HTTP {reply.Status}); the subscriptions are looked through instead.");
            return [];
        }

        return [.. reply.Json.Items("data").Select(RegistryBody.Read).OfType<RegistryResource>().Where(selector.Matches)];
    }

    // The texts in the query have passed the grammar of names and hosts, which holds no quote.
    private static byte[] Body(RegistrySelector selector)
    {
        var which = selector.LoginServer is { } host ? $"properties.loginServer =~ '{host.WithoutRegion}'" : $"name =~ '{selector.Name}'";
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("query", $"resources | where type =~ 'microsoft.containerregistry/registries' | where {which} | project id, name, properties");
            json.WriteStartObject("options");
            json.WriteString("resultFormat", "objectArray");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
