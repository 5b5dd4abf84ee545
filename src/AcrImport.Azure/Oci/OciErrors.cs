using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>Turns a registry's refusal into the failure to tell.</summary>
internal static class OciErrors
{
    /// <param name="reply">A reply that is no success. A reply to HEAD has no body, so the status speaks.</param>
    /// <param name="registry">The registry that sent it.</param>
    /// <param name="what">What was asked for, as it goes behind "refused to".</param>
    /// <param name="lookedFor">What "not found" is about, as it goes behind "has no"; null where nothing was looked for.</param>
    public static AcrImportException From(ServiceReply reply, RegistryHost registry, string what, string? lookedFor = null)
    {
        var error = OciError.Read(reply.Json);
        var said = error is null ? $"HTTP {reply.Status}" : $"{error.Code}: {error.Message.TrimEnd('.')}";
        var isMissing = reply.Status == 404 && lookedFor is not null;
        var sentence = isMissing ? $"The registry {registry} has no {lookedFor} ({said})." : $"The registry {registry} refused to {what} ({said}).";
        return new AcrImportException(isMissing ? AcrErrorKind.ImageNotFound : Kind(reply.Status), sentence)
        {
            ServiceCode = error?.Code,
            ServiceMessage = error?.Message,
            HttpStatus = reply.Status,
            CorrelationId = reply.CorrelationId,
        };
    }

    private static AcrErrorKind Kind(int status) => status switch
    {
        401 or 403 => AcrErrorKind.RegistryNotAuthorized,
        429 => AcrErrorKind.ThrottledByAzure,
        _ => AcrErrorKind.ServiceError,
    };
}
