using System.Net;
using System.Text.Json;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>Answers with the errors object of the OCI distribution specification.</summary>
internal sealed record RegistryError(int Status, string Code, string Message, object? Detail = null) : IResult
{
    public const string PullLimitReached = "You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: "
        + "https://www.docker.com/increase-rate-limit";

    public static RegistryError TooManyRequests(string message) => new(StatusCodes.Status429TooManyRequests, "TOOMANYREQUESTS", message);

    public static RegistryError NameUnknown(string repository) => new(
        StatusCodes.Status404NotFound, "NAME_UNKNOWN", "repository name not known to registry", new { name = repository });

    public static RegistryError NameInvalid(string repository) => new(
        StatusCodes.Status400BadRequest, "NAME_INVALID", "invalid repository name", new { name = repository });

    public static RegistryError DigestInvalid(string digest) => new(
        StatusCodes.Status400BadRequest, "DIGEST_INVALID", "provided digest is not valid", new { digest });

    public static RegistryError TaggedManifestUnknown(string tag) => new(
        StatusCodes.Status404NotFound, "MANIFEST_UNKNOWN", $"manifest tagged by \"{tag}\" is not found", new Dictionary<string, string> { ["Tag"] = tag });

    // The text is inferred from the one for tags.
    public static RegistryError ManifestUnknown(string repository, Digest digest) => new(
        StatusCodes.Status404NotFound,
        "MANIFEST_UNKNOWN",
        $"manifest {digest} is not found",
        new Dictionary<string, string> { ["Name"] = repository, ["Revision"] = digest.ToString() });

    public static RegistryError BlobUnknown(Digest digest) => new(
        StatusCodes.Status404NotFound, "BLOB_UNKNOWN", "blob unknown to registry", new { digest = digest.ToString() });

    public static RegistryError ManifestBlobUnknown(Digest digest) => new(
        StatusCodes.Status404NotFound, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry", new { digest = digest.ToString() });

    public static RegistryError ManifestInvalid(string reason) => new(
        StatusCodes.Status400BadRequest, "MANIFEST_INVALID", "manifest invalid", new { reason });

    public static RegistryError TagInvalid(string tag) => new(
        StatusCodes.Status400BadRequest, "TAG_INVALID", "manifest tag did not match URI", new Dictionary<string, string> { ["Tag"] = tag });

    public static RegistryError UploadUnknown() => new(
        StatusCodes.Status404NotFound, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");

    public static RegistryError RangeInvalid() => new(
        StatusCodes.Status416RangeNotSatisfiable, "BLOB_UPLOAD_INVALID", "the range does not follow what has been uploaded");

    public static RegistryError TagUnknown(string repository, string tag) => new(
        StatusCodes.Status404NotFound, "TAG_UNKNOWN", "the specified tag does not exist", new { name = repository, tag });

    public static RegistryError Unsupported() => new(
        StatusCodes.Status405MethodNotAllowed, "UNSUPPORTED", "The operation is unsupported.");

    // The text and code have been seen, the status is inferred.
    public static RegistryError Disallowed() => new(
        StatusCodes.Status405MethodNotAllowed,
        "REGISTRY_DISALLOWED_OPERATION",
        "The operation is disallowed on this registry, repository or image. View troubleshooting steps at "
            + "https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation.");

    /// <summary>Returns the refusal of an operation that any of the locks forbids, or null where none does.</summary>
    public static RegistryError? DisallowedBy(ItemLocks operation, params IEnumerable<ItemLocks?> locks) =>
        locks.Any(lockOrNone => ((lockOrNone ?? ItemLocks.None) & operation) != ItemLocks.None) ? Disallowed() : null;

    public static RegistryError PageInvalid(string what, string? value) => new(
        StatusCodes.Status400BadRequest, "PAGINATION_NUMBER_INVALID", $"invalid {what} requested", new Dictionary<string, string?> { [what] = value });

    public static RegistryError Denied() => new(
        StatusCodes.Status403Forbidden, "DENIED", "requested access to the resource is denied");

    public static RegistryError BehindFirewall(IPAddress address) => new(
        StatusCodes.Status403Forbidden,
        "DENIED",
        $"client with IP '{address}' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.")
    {
        Json = EmulatorJson.Escaped,
    };

    public static RegistryError Unauthorized(string message, object? detail = null) => new(
        StatusCodes.Status401Unauthorized, "UNAUTHORIZED", message, detail);

    public static RegistryError BadRequest(string message) => new(StatusCodes.Status400BadRequest, "UNSUPPORTED", message);

    private JsonSerializerOptions Json { get; init; } = EmulatorJson.Options;

    private object Body => new { errors = new[] { new { code = Code, message = Message, detail = Detail } } };

    public Task ExecuteAsync(HttpContext httpContext) => new JsonResult(Body, Status, Json).ExecuteAsync(httpContext);

    /// <summary>Returns the body as an import repeats it.</summary>
    public string ToJson() => JsonSerializer.Serialize(Body, Json);
}
