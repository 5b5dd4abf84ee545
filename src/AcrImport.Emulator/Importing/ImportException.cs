using System.Net;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>An import fails in a way that the service reports: a code, and the reason behind the operation's and the target's name.</summary>
internal sealed class ImportException : Exception
{
    private const string Conflict = "Conflict";
    private const string InvalidParameters = "InvalidParameters";

    private ImportException(string code, string reason, Exception? inner = null)
        : base(reason, inner) => Code = code;

    public string Code { get; }

    public int Status => Code == Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;

    public static ImportException TagExists(ImageTarget target) => new(Conflict, $"Tag {target} already exists in target registry.");

    /// <summary>The source registry refused: its reason, its status and its body.</summary>
    public static ImportException FromSource(HttpStatusCode status, string body) => new(InvalidParameters, $"Invalid message {status} {status} {body}");

    public static ImportException DigestHeaderMissing(string host, string repository, string reference) =>
        new(InvalidParameters, $"Unable to find manifest digest  Repo: {host}/{repository} Tag: {reference} Manifest: ");

    public static ImportException BlobsNotCopied(Exception? inner = null) => new(InvalidParameters, "Error copying blobs", inner);

    /// <summary>The caller may see the registry, but not what is in it.</summary>
    public static ImportException AccessDenied(string loginServer) => new(InvalidParameters, $"Access to {loginServer} denied.");

    /// <summary>Rules about the network keep the service out of the target; the words are inferred from those at a source.</summary>
    public static ImportException TargetRefuses(RegistryError error) => new(InvalidParameters, $"Invalid message Forbidden Forbidden {error.ToJson()}");

    // No report shows what the service says to these; the words are inferred.
    public static ImportException Unreachable(string host, Exception? inner = null) =>
        new(InvalidParameters, $"Unable to connect to source registry {host}.", inner);

    public static ImportException ManifestMismatch(Digest expected, Digest actual) =>
        new(InvalidParameters, $"Manifest digest mismatch. Expected: {expected} Actual: {actual}");

    public static ImportException ManifestInvalid(Exception inner) => new(InvalidParameters, inner.Message, inner);

    public static ImportException TooManyManifests(int limit) =>
        new(InvalidParameters, $"The image has more than {limit} manifests, which is the limit of an import.");

    public static ImportException ChallengeInvalid(string host, string reason) =>
        new(InvalidParameters, $"The challenge of source registry {host} cannot be answered: {reason}.");
}
