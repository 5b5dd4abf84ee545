using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries.Push;

/// <summary>Everything that changes a registry.</summary>
internal sealed class PushEndpoints(RegistryStore store, RegistryWriter writer, IBlobStore blobs, UploadSessions sessions, TokenAccess access, string loginServer)
{
    private readonly UploadEndpoint _uploads = new(store, writer, sessions, access);
    private readonly ManifestWriteEndpoint _manifests = new(store, writer, new PlatformReader(blobs));
    private readonly MetadataWriteEndpoint _metadata = new(store, writer);

    private readonly LockEndpoint _locks = new(store, writer, loginServer);

    /// <summary>Returns the action that a change needs, or null where the request is not a change that there is.</summary>
    public static string? ActionOf(string method, RegistryPath path) => (path.Route, method) switch
    {
        (RegistryRoute.Upload, _) or (RegistryRoute.Manifest, "PUT") => RepositoryScope.Push,
        (RegistryRoute.Manifest or RegistryRoute.AcrTag or RegistryRoute.AcrRepository, "DELETE") => RepositoryScope.Delete,
        (RegistryRoute.AcrRepository or RegistryRoute.AcrTag or RegistryRoute.AcrManifest, "PATCH") => RepositoryScope.MetadataWrite,
        _ => null,
    };

    public Task<IResult> AnswerAsync(HttpContext context, RegistryPath path) => (path.Route, context.Request.Method) switch
    {
        (RegistryRoute.Upload, _) => _uploads.AnswerAsync(context, path),
        (RegistryRoute.Manifest, "PUT") => _manifests.PutAsync(context, path),
        (RegistryRoute.Manifest, _) => _manifests.DeleteAsync(path),
        (_, "PATCH") => _locks.PatchAsync(context, path),
        _ => _metadata.DeleteAsync(path),
    };
}
