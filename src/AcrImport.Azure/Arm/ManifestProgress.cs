using System.Text.Json;

namespace AcrImport.Azure.Arm;

/// <summary>
/// Reads how many manifests are done, where the service lists them beside the status: <c>{"repository@sha256:…":"Pending","status":"Running"}</c>.
/// It does so for some sources and not for others, so nothing is made of its absence.
/// </summary>
internal static class ManifestProgress
{
    public static string? Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var states = body.EnumerateObject().Where(state => state.Name.IndexOf("@sha", StringComparison.Ordinal) > 0 && state.Value.ValueKind == JsonValueKind.String)
            .Select(state => state.Value.GetString()).ToList();
        return states.Count == 0 ? null : $"{states.Count(state => state is not ("Pending" or "Running" or "Accepted"))} of {states.Count} manifests";
    }
}
