using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Registries.Push;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries;

/// <summary>Answers on a registry's port. The same code is an Azure registry and a foreign one: they differ in their access rules.</summary>
internal sealed class RegistrySite(
    RegistryStore store,
    string loginServer,
    IRegistryAccess access,
    TokenEndpoints? tokens = null,
    NetworkRules? network = null,
    PushEndpoints? push = null)
{
    private static readonly string[] ExposedHeaders = ["Docker-Content-Digest", "WWW-Authenticate", "Link", "X-Ms-Correlation-Request-Id"];

    private readonly ManifestEndpoint _manifests = new(store);
    private readonly BlobEndpoint _blobs = new(store);
    private readonly ReferrersEndpoint _referrers = new(store);
    private readonly NameEndpoints _names = new(store);
    private readonly MetadataEndpoints _metadata = new(store, loginServer);

    public async Task AnswerAsync(HttpContext context)
    {
        AddHeaders(context.Response.Headers);
        var result = RegistryPath.TryParse(context.Request.Path.Value ?? string.Empty, out var path)
            ? await AnswerAsync(context, path)
            : Results.Text("404 page not found\n", statusCode: StatusCodes.Status404NotFound);
        await result.ExecuteAsync(context);
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        headers["X-Ms-Correlation-Request-Id"] = Guid.NewGuid().ToString();
        headers.AccessControlExposeHeaders = ExposedHeaders;
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.XContentTypeOptions = "nosniff";
        headers.Server = "openresty";
    }

    private async Task<IResult> AnswerAsync(HttpContext context, RegistryPath path)
    {
        if (network?.RefusalOf(context) is { } refusal)
        {
            return refusal;
        }

        var method = context.Request.Method;
        if (path.Route is RegistryRoute.Exchange or RegistryRoute.Token)
        {
            return tokens is null ? Results.NotFound()
                : path.Route == RegistryRoute.Token && (HttpMethods.IsGet(method) || HttpMethods.IsPost(method)) ? await tokens.TokenAsync(context)
                : path.Route == RegistryRoute.Exchange && HttpMethods.IsPost(method) ? await tokens.ExchangeAsync(context)
                : RegistryError.Unsupported();
        }

        // Before the access rules, because a challenge repeats the name in a header.
        if (path.IsAboutRepository && !IsRepositoryName(path.Repository))
        {
            return RegistryError.NameInvalid(path.Repository);
        }

        if (push is not null && PushEndpoints.ActionOf(method, path) is { } action)
        {
            return await access.CheckAsync(context, path, [RepositoryScope.Of(path.Repository, action)]) ?? await push.AnswerAsync(context, path);
        }

        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            return RegistryError.Unsupported();
        }

        return await access.CheckAsync(context, path, ScopesOf(path)) ?? Get(context, path);
    }

    private IResult Get(HttpContext context, RegistryPath path) => path.Route switch
    {
        RegistryRoute.Base => new JsonResult(new { }),
        RegistryRoute.Catalog or RegistryRoute.AcrCatalog => _names.Repositories(context),
        RegistryRoute.TagNames => _names.Tags(context, path),
        RegistryRoute.Manifest => _manifests.Get(context, path),
        RegistryRoute.Blob => _blobs.Get(context, path),
        RegistryRoute.Upload => RegistryError.Unsupported(),
        RegistryRoute.Referrers => _referrers.Get(context, path),
        _ => _metadata.Get(context, path),
    };

    private static IReadOnlyList<RepositoryScope> ScopesOf(RegistryPath path) => path.Route switch
    {
        RegistryRoute.Base => [],
        RegistryRoute.Catalog or RegistryRoute.AcrCatalog => [RepositoryScope.Catalog],
        RegistryRoute.TagNames =>
            [RepositoryScope.Of(path.Repository, RepositoryScope.Pull), RepositoryScope.Of(path.Repository, RepositoryScope.MetadataRead)],
        _ => [RepositoryScope.Of(path.Repository, path.IsAcr ? RepositoryScope.MetadataRead : RepositoryScope.Pull)],
    };

    private static bool IsRepositoryName(string text) => ImageName.TryParse(text, out var name) && name.Repository == text;
}
