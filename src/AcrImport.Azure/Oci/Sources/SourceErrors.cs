using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Turns a source's refusal into the failure to tell. Its own words are left out: a hostile registry could write into them what it was shown.
/// </summary>
internal static class SourceErrors
{
    public static AcrImportException From(ServiceReply reply, SourceVisit visit, ImageName image, string? withheldFrom) => reply.Status switch
    {
        401 when withheldFrom is not null => Unauthorized(
            visit, $"wants to know who reads {image}, and the credentials were not sent to {withheldFrom}, which is not known to be of the same owner"),
        401 when visit.Credential is not null => Unauthorized(visit, $"does not let {visit.Credential} read {image}"),
        401 => Unauthorized(visit, $"wants credentials for {image}"),
        _ => Other(reply, $"The registry {visit.Registry}", $"when asked for {image}"),
    };

    public static AcrImportException OfTokenEndpoint(ServiceReply reply, SourceVisit visit, Uri realm, bool isShown) => reply.Status switch
    {
        401 when isShown => Unauthorized(visit, $"does not accept the credentials of {visit.Credential}, says {realm.Authority}"),
        401 => Unauthorized(visit, $"wants credentials, says {realm.Authority}"),
        _ => Other(reply, realm.Authority, $"when asked for a token for the registry {visit.Registry}"),
    };

    /// <param name="visit">Who visits which registry.</param>
    /// <param name="what">What the registry does, as it goes behind its name.</param>
    public static AcrImportException Unauthorized(SourceVisit visit, string what) =>
        new(AcrErrorKind.SourceUnauthorized, $"The registry {visit.Registry} {what}.") { HttpStatus = 401 };

    private static AcrImportException Other(ServiceReply reply, string who, string when)
    {
        var wait = reply.Status == 429 && reply.RetryAfter is { } time ? $", and asks to wait {Math.Max(0, time.TotalSeconds):0} seconds" : null;
        return new AcrImportException(Kind(reply.Status), $"{who} answered HTTP {reply.Status} {when}{wait}.") { HttpStatus = reply.Status };
    }

    private static AcrErrorKind Kind(int status) => status switch
    {
        403 => AcrErrorKind.SourceForbidden,
        429 => AcrErrorKind.SourceRateLimited,
        >= 500 => AcrErrorKind.SourceUnreachable,
        _ => AcrErrorKind.SourceRegistryUnsupported,
    };
}
