using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>Turns a registry's refusal into the failure to tell.</summary>
internal static class OciErrors
{
    /// <param name="reply">A reply that is no success. A reply to HEAD has no body, so the status speaks.</param>
    /// <param name="registry">The registry that sent it.</param>
    /// <param name="what">What was asked for, as it goes behind "refused to".</param>
    public static AcrImportException From(ServiceReply reply, RegistryHost registry, string what)
    {
        var error = OciError.Read(reply.Json);
        var said = error is null ? $"HTTP {reply.Status}" : $"{error.Code}: {error.Message.TrimEnd('.')}";
        return new AcrImportException(Kind(reply.Status), $"The registry {registry} refused to {what} ({said}).")
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
        404 => AcrErrorKind.ImageNotFound,
        429 => AcrErrorKind.ThrottledByAzure,
        _ => AcrErrorKind.ServiceError,
    };
}
