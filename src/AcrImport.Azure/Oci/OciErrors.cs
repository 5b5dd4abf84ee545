using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>Turns a registry's refusal into the failure to tell.</summary>
internal static class OciErrors
{
    /// <param name="reply">A reply that is no success. A reply to HEAD has no body, so the status speaks.</param>
    /// <param name="registry">The registry that sent it.</param>
    /// <param name="what">What was asked for, as it goes behind "refused to".</param>
    /// <param name="subject">What it was asked for, as it goes behind "has no".</param>
    public static AcrImportException From(ServiceReply reply, RegistryHost registry, string what, string subject)
    {
        var error = OciError.Read(reply.Json);
        var said = error is null ? $"HTTP {reply.Status}" : $"{error.Code}: {error.Message.TrimEnd('.')}";
        var sentence = reply.Status == 404 ? $"The registry {registry} has no {subject} ({said})." : $"The registry {registry} refused to {what} {subject} ({said}).";
        return new AcrImportException(Kind(reply.Status), sentence)
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
