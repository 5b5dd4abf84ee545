namespace AcrImport;

/// <summary>
/// Everything that can go wrong, as a closed list. The name of a kind is the error id that a script can match
/// (PowerShell appends the command, as in <c>TargetTagExists,AcrImport.Commands.ImportAcrImageCommand</c>).
/// </summary>
public enum AcrErrorKind
{
    /// <summary>A text is not an image reference, image name, registry or digest.</summary>
    InvalidReference,

    /// <summary>The parameters contradict each other.</summary>
    InvalidRequest,

    /// <summary>The parameters name more than one source, or one in two ways.</summary>
    AmbiguousSource,

    /// <summary>Two images of one pipeline would get the same target.</summary>
    DuplicateTarget,

    /// <summary>The pipeline held no image.</summary>
    NothingToImport,

    /// <summary>Nobody has signed in in this session.</summary>
    NotSignedIn,

    /// <summary>The connection file of an emulator is missing or cannot be used.</summary>
    InvalidConnectionFile,

    /// <summary>A sign-in was refused, or the service refused its token.</summary>
    CredentialRejected,

    /// <summary>The sign-in's token has ended.</summary>
    CredentialExpired,

    /// <summary>A host did not answer: no name, no connection, no valid certificate.</summary>
    EndpointUnreachable,

    /// <summary>The caller sees no such registry.</summary>
    RegistryNotFound,

    /// <summary>The caller may not do this to the registry.</summary>
    RegistryNotAuthorized,

    /// <summary>The caller may import into the target but may not read the source registry's resource.</summary>
    LinkedAuthorizationFailed,

    /// <summary>The source registry has no such image.</summary>
    SourceNotFound,

    /// <summary>The source registry wants credentials, or does not accept those it got.</summary>
    SourceUnauthorized,

    /// <summary>The source registry knows the caller and refuses.</summary>
    SourceForbidden,

    /// <summary>The source is an Azure registry whose network does not let the service in by its host.</summary>
    SourceNetworkRestricted,

    /// <summary>The source registry has had too many pulls.</summary>
    SourceRateLimited,

    /// <summary>The service cannot reach the source registry.</summary>
    SourceUnreachable,

    /// <summary>The source registry does not speak the protocol as the service needs it.</summary>
    SourceRegistryUnsupported,

    /// <summary>The target tag exists, and nobody asked to overwrite it.</summary>
    TargetTagExists,

    /// <summary>The import is done, and somebody else has moved the target tag since.</summary>
    TargetChanged,

    /// <summary>The service says that the import is done, and the target does not hold the image.</summary>
    VerificationFailed,

    /// <summary>The image has more manifests than one import may have.</summary>
    TooManyManifests,

    /// <summary>The registry has no such image, as asked for by a reading command.</summary>
    ImageNotFound,

    /// <summary>Azure asks to slow down, and the patience for it is used up.</summary>
    ThrottledByAzure,

    /// <summary>The time that was given is over; the service is still at work.</summary>
    ImportTimedOut,

    /// <summary>An import was sent or accepted, and what became of it cannot be told.</summary>
    ImportOutcomeUnknown,

    /// <summary>The service failed in a way that is not in this list.</summary>
    ServiceError,
}
