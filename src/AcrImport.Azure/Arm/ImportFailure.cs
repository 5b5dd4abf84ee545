using System.Text;
using AcrImport.Azure.Http;
using AcrImport.Azure.Oci;

namespace AcrImport.Azure.Arm;

/// <summary>
/// Tells why an import failed. The service names the target registry even where the source refused, and puts the source's own
/// answer, JSON and all, into its sentence: so the sentence is taken apart.
/// </summary>
internal static class ImportFailure
{
    public static AcrImportException From(ServiceReply reply, ImportSubject subject)
    {
        var error = reply.Json.Field("error");
        var said = error.Text("message") ?? string.Empty;
        var reason = WithoutPreamble(said);
        var kind = Kind(reason, SourceError(reason), subject);
        return new AcrImportException(kind, $"The import of {subject.Source} into {subject.Registry} failed: {Sentence(kind, subject, reason)}")
        {
            ServiceCode = error.Text("code"),
            ServiceMessage = said,
            HttpStatus = reply.Status,
            OperationId = subject.OperationId,
            CorrelationId = reply.CorrelationId,
        };
    }

    private static AcrErrorKind Kind(string reason, OciError? source, ImportSubject subject)
    {
        // The code Conflict alone does not say what is in conflict.
        if (Has(reason, "already exists in target registry"))
        {
            return AcrErrorKind.TargetTagExists;
        }

        if (IsClosedNetwork(reason, subject))
        {
            return AcrErrorKind.SourceNetworkRestricted;
        }

        return source?.Code switch
        {
            "UNAUTHORIZED" => AcrErrorKind.SourceUnauthorized,
            "DENIED" => AcrErrorKind.SourceForbidden,
            "MANIFEST_UNKNOWN" or "NAME_UNKNOWN" or "TAG_UNKNOWN" => AcrErrorKind.SourceNotFound,
            "TOOMANYREQUESTS" => AcrErrorKind.SourceRateLimited,
            _ => KindOfText(reason),
        };
    }

    // An Azure registry whose public access is off denies in the same words as one that does not know the caller;
    // asked by its host and without its resource ID, the network is the likelier cause by far.
    private static bool IsClosedNetwork(string reason, ImportSubject subject) =>
        Has(reason, "aka.ms/acr/firewall") || Has(reason, "is not allowed access")
        || (Has(reason, "requested access to the resource is denied") && RegistryHost.TryParse(subject.SourceRegistry, out var host) && host.IsAzureRegistry);

    private static AcrErrorKind KindOfText(string reason) => reason switch
    {
        _ when Has(reason, "Unauthorized Unauthorized") => AcrErrorKind.SourceUnauthorized,
        _ when Has(reason, "Forbidden Forbidden") || Has(reason, " denied.") => AcrErrorKind.SourceForbidden,
        _ when Has(reason, "NotFound NotFound") => AcrErrorKind.SourceNotFound,
        _ when Has(reason, "TooManyRequests") || Has(reason, "pull rate limit") => AcrErrorKind.SourceRateLimited,
        _ when Has(reason, "manifest digest") || Has(reason, "Docker-Content-Digest") || Has(reason, "RFC 7233") => AcrErrorKind.SourceRegistryUnsupported,
        // Source: the service's guide to importing, which lists these two beside the text above for sources that ignore ranges.
        _ when Has(reason, "Unexpected response status code") || Has(reason, "Unexpected length of body") => AcrErrorKind.SourceRegistryUnsupported,
        _ when Has(reason, "50 manifests") => AcrErrorKind.TooManyManifests,
        _ when Has(reason, "Unable to connect") || Has(reason, "No such host") || Has(reason, "timed out") => AcrErrorKind.SourceUnreachable,
        _ => AcrErrorKind.ServiceError,
    };

    private static string Sentence(AcrErrorKind kind, ImportSubject subject, string reason)
    {
        var said = SourceError(reason) is { } error ? $"{error.Code}: {error.Message.TrimEnd('.')}" : reason.TrimEnd('.');
        return kind switch
        {
            AcrErrorKind.TargetTagExists => $"the registry has that tag already ({said}).",
            AcrErrorKind.SourceUnauthorized => $"{subject.SourceRegistry} wants credentials for it, or has no such public repository ({said}).",
            AcrErrorKind.SourceForbidden => $"{subject.SourceRegistry} refuses to give it out ({said}).",
            AcrErrorKind.SourceNetworkRestricted => $"the network of {subject.SourceRegistry} does not let the service in ({said}).",
            AcrErrorKind.SourceNotFound => $"{subject.SourceRegistry} has no such image ({said}).",
            AcrErrorKind.SourceRateLimited => $"{subject.SourceRegistry} has had too many pulls ({said}).",
            AcrErrorKind.SourceUnreachable => $"{subject.SourceRegistry} does not answer the service ({said}).",
            AcrErrorKind.SourceRegistryUnsupported => $"{subject.SourceRegistry} does not answer as the service needs it ({said}).",
            AcrErrorKind.TooManyManifests => $"it has more manifests than one import may have ({said}).",
            _ => $"the service says '{said}'.",
        };
    }

    // "Operation registries-<guid> failed. Resource /subscriptions/…/registries/<target> <reason>"
    private static string WithoutPreamble(string said)
    {
        var resource = said.IndexOf(" failed. Resource /", StringComparison.OrdinalIgnoreCase);
        if (resource < 0)
        {
            return said;
        }

        var start = said.IndexOf(' ', said.IndexOf('/', resource));
        return start < 0 ? said : said.Substring(start + 1);
    }

    private static OciError? SourceError(string reason)
    {
        var brace = reason.IndexOf('{');
        return brace < 0 ? null : OciError.Read(JsonReply.Parse(Encoding.UTF8.GetBytes(reason.Substring(brace))));
    }

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
