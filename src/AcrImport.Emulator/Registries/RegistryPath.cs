using System.Diagnostics.CodeAnalysis;

namespace AcrImport.Emulator.Registries;

/// <summary>
/// A path of a registry, read from its end: repository names contain slashes, raw or as <c>%2F</c>, so the longest name wins.
/// </summary>
/// <param name="Route">What it names.</param>
/// <param name="Repository">The repository; empty where the path is not about one.</param>
/// <param name="Item">The tag, digest or reference; empty where the path names a whole list.</param>
internal sealed record RegistryPath(RegistryRoute Route, string Repository = "", string Item = "")
{
    private const string V2 = "/v2/";
    private const string Acr = "/acr/v1/";

    public bool IsAcr => Route is >= RegistryRoute.AcrCatalog and <= RegistryRoute.AcrManifest;

    public bool IsAboutRepository => Route is not (RegistryRoute.Base or RegistryRoute.Catalog or RegistryRoute.AcrCatalog);

    public static bool TryParse(string path, [NotNullWhen(true)] out RegistryPath? parsed)
    {
        path = path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        parsed = path switch
        {
            "/v2" or V2 => new(RegistryRoute.Base),
            "/v2/_catalog" => new(RegistryRoute.Catalog),
            "/acr/v1/_catalog" => new(RegistryRoute.AcrCatalog),
            "/oauth2/exchange" => new(RegistryRoute.Exchange),
            "/oauth2/token" => new(RegistryRoute.Token),
            _ when path.StartsWith(V2, StringComparison.Ordinal) => ParseV2(path[V2.Length..]),
            _ when path.StartsWith(Acr, StringComparison.Ordinal) => ParseAcr(path[Acr.Length..]),
            _ => null,
        };
        return parsed is not null;
    }

    private static RegistryPath? ParseV2(string rest) =>
        EndingWith(rest, "/tags/list", RegistryRoute.TagNames)
        ?? Containing(rest, "/blobs/uploads/", RegistryRoute.Upload)
        ?? Containing(rest, "/manifests/", RegistryRoute.Manifest)
        ?? Containing(rest, "/referrers/", RegistryRoute.Referrers)
        ?? Containing(rest, "/blobs/", RegistryRoute.Blob);

    private static RegistryPath? ParseAcr(string rest) =>
        EndingWith(rest, "/_tags", RegistryRoute.AcrTags)
        ?? EndingWith(rest, "/_manifests", RegistryRoute.AcrManifests)
        ?? Containing(rest, "/_tags/", RegistryRoute.AcrTag)
        ?? Containing(rest, "/_manifests/", RegistryRoute.AcrManifest)
        ?? (rest.Length > 0 ? new(RegistryRoute.AcrRepository, rest) : null);

    private static RegistryPath? EndingWith(string rest, string end, RegistryRoute route) =>
        rest.EndsWith(end, StringComparison.Ordinal) ? new(route, rest[..^end.Length]) : null;

    private static RegistryPath? Containing(string rest, string infix, RegistryRoute route)
    {
        var at = rest.LastIndexOf(infix, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var item = rest[(at + infix.Length)..];
        var complete = route == RegistryRoute.Upload || (item.Length > 0 && !item.Contains('/', StringComparison.Ordinal));
        return complete ? new(route, rest[..at], item) : null;
    }
}
