using System.Management.Automation;

namespace AcrImport.Errors;

/// <summary>The one table from what went wrong to how PowerShell tells it: category and recommended action. The id is the kind's name.</summary>
internal static class ErrorCatalog
{
    private static readonly Dictionary<AcrErrorKind, ErrorEntry> Entries = new()
    {
        [AcrErrorKind.InvalidReference] = new(ErrorCategory.InvalidArgument,
            "Correct the part that the message names. References are written registry/repository:tag or registry/repository@sha256:…"),
        [AcrErrorKind.InvalidRequest] = new(ErrorCategory.InvalidArgument,
            "Leave out one of the parameters that contradict each other."),
        [AcrErrorKind.AmbiguousSource] = new(ErrorCategory.InvalidArgument,
            "Name the source once: with its host in -Source, or with -SourceRegistry for an Azure registry of your own. Credentials go with a host only."),
        [AcrErrorKind.DuplicateTarget] = new(ErrorCategory.InvalidArgument,
            "Give each image a -Target of its own, or leave the second one out."),
        [AcrErrorKind.NothingToImport] = new(ErrorCategory.InvalidData,
            "Look at what comes before Import-AcrImage in the pipeline: it gave nothing."),
        [AcrErrorKind.NotSignedIn] = new(ErrorCategory.AuthenticationError,
            "Run Connect-AcrAccount first, in the same session."),
        [AcrErrorKind.InvalidConnectionFile] = new(ErrorCategory.OpenError,
            "Start the emulator, and give Connect-AcrAccount -Emulator the path that it prints."),
        [AcrErrorKind.CredentialRejected] = new(ErrorCategory.AuthenticationError,
            "Run Connect-AcrAccount again with a valid credential for this tenant."),
        [AcrErrorKind.CredentialExpired] = new(ErrorCategory.AuthenticationError,
            "Get a new token and run Connect-AcrAccount again. Imports that were accepted go on; Get-AcrImport shows them."),
        [AcrErrorKind.EndpointUnreachable] = new(ErrorCategory.ConnectionError,
            "Check the name, the network and the proxy. Where it is an emulator, see whether it still runs."),
        [AcrErrorKind.RegistryNotFound] = new(ErrorCategory.ObjectNotFound,
            "Check the name, give -SubscriptionId to Connect-AcrAccount or use the registry's resource ID. A registry that the identity may not read looks like one that does not exist."),
        [AcrErrorKind.RegistryNotAuthorized] = new(ErrorCategory.PermissionDenied,
            "Ask for the role 'Container Registry Data Importer and Data Reader' on the registry. A role given just now takes some minutes."),
        [AcrErrorKind.LinkedAuthorizationFailed] = new(ErrorCategory.PermissionDenied,
            "Ask for the role 'Container Registry Data Importer and Data Reader' on the source registry too."),
        [AcrErrorKind.SourceNotFound] = new(ErrorCategory.ObjectNotFound,
            "Check repository and tag at the source registry."),
        [AcrErrorKind.SourceUnauthorized] = new(ErrorCategory.AuthenticationError,
            "Give -SourceCredential, or check the spelling: registries say 'unauthorized' both for private and for missing repositories. Docker Hub's official images lie under library/, as in docker.io/library/nginx, and only those."),
        [AcrErrorKind.SourceForbidden] = new(ErrorCategory.PermissionDenied,
            "Ask the source registry's owner for the right to pull, or give another -SourceCredential."),
        [AcrErrorKind.SourceNetworkRestricted] = new(ErrorCategory.PermissionDenied,
            "Name the source with -SourceRegistry and its resource ID, and allow trusted services on it: then the import does not come over the public network. That way works within one tenant."),
        [AcrErrorKind.SourceRateLimited] = new(ErrorCategory.LimitsExceeded,
            "Give -SourceCredential, or wait until the limit is over. Docker Hub counts anonymous pulls by address, and the service shares its addresses with others."),
        [AcrErrorKind.SourceUnreachable] = new(ErrorCategory.ConnectionError,
            "Check the source registry's host. The service must reach it; it need not be reachable from here."),
        [AcrErrorKind.SourceRegistryUnsupported] = new(ErrorCategory.NotImplemented,
            "Import from another registry: the service needs Docker-Content-Digest headers and byte ranges (RFC 7233) from the source."),
        [AcrErrorKind.TargetTagExists] = new(ErrorCategory.ResourceExists,
            "Use -IfExists Update or -Force to move the tag to the imported image, -IfExists Skip to leave it, or choose another -Target."),
        [AcrErrorKind.TargetChanged] = new(ErrorCategory.ResourceBusy,
            "Find out who else writes this tag. The imported image is in the repository under its digest."),
        [AcrErrorKind.VerificationFailed] = new(ErrorCategory.InvalidResult,
            "Import again by digest, as in repository@sha256:…, and report the operation id to Azure support."),
        [AcrErrorKind.TooManyManifests] = new(ErrorCategory.LimitsExceeded,
            "Import the platforms that you need by their own digests; one import takes at most 50 manifests."),
        [AcrErrorKind.ImageNotFound] = new(ErrorCategory.ObjectNotFound,
            "Check repository, tag and digest. Get-AcrManifest without a tag lists what the repository has."),
        [AcrErrorKind.ThrottledByAzure] = new(ErrorCategory.LimitsExceeded,
            "Wait a minute and try again, with a lower -ThrottleLimit."),
        [AcrErrorKind.ImportTimedOut] = new(ErrorCategory.OperationTimeout,
            "Pipe the result into Wait-AcrImport to go on waiting, or give a longer -TimeoutSec. Nothing is cancelled at the service."),
        [AcrErrorKind.ImportOutcomeUnknown] = new(ErrorCategory.OperationTimeout,
            "Look at the target with Get-AcrManifest before importing again: the service may have finished the import."),
        [AcrErrorKind.ServiceError] = new(ErrorCategory.InvalidResult,
            "Try again; if it stays, report the correlation id to Azure support."),
    };

    public static ErrorEntry Entry(AcrErrorKind kind) => Entries[kind];

    /// <summary>Makes the error record of a failure.</summary>
    /// <param name="failure">What failed.</param>
    /// <param name="target">The image or registry that it failed for.</param>
    public static ErrorRecord ToRecord(AcrImportException failure, object? target)
    {
        var entry = Entry(failure.Kind);
        return new ErrorRecord(failure, failure.Kind.ToString(), entry.Category, target)
        {
            ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = entry.Recommendation },
        };
    }
}
