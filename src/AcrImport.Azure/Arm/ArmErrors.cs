using AcrImport.Azure.Http;

namespace AcrImport.Azure.Arm;

/// <summary>Reads the errors of Azure Resource Manager: <c>{"error":{"code","message"}}</c>.</summary>
internal static class ArmErrors
{
    /// <param name="reply">A reply that is no success.</param>
    /// <param name="what">What was asked for, as it goes behind "Azure Resource Manager refused".</param>
    /// <param name="operationId">The operation, where there is one.</param>
    public static AcrImportException From(ServiceReply reply, string what, string? operationId = null)
    {
        var error = reply.Json.Field("error");
        var code = error.Text("code");
        var said = error.Text("message");
        var detail = said is null ? $"HTTP {reply.Status}" : (code is null ? null : code + ": ") + FirstLine.Of(said).TrimEnd('.');
        return new AcrImportException(Kind(reply.Status, code, said), $"Azure Resource Manager refused {what} ({detail}).")
        {
            ServiceCode = code,
            ServiceMessage = said,
            HttpStatus = reply.Status,
            OperationId = operationId,
            CorrelationId = reply.CorrelationId,
        };
    }

    private static AcrErrorKind Kind(int status, string? code, string? said) => (status, code) switch
    {
        // Recorded on the poll only; nothing says that it cannot come at once.
        (409, _) when said?.IndexOf("already exists in target registry", StringComparison.OrdinalIgnoreCase) >= 0 => AcrErrorKind.TargetTagExists,
        (_, "LinkedAuthorizationFailed") => AcrErrorKind.LinkedAuthorizationFailed,
        (_, "ExpiredAuthenticationToken") => AcrErrorKind.CredentialExpired,
        (401, _) => AcrErrorKind.CredentialRejected,
        (403, _) => AcrErrorKind.RegistryNotAuthorized,
        (404, _) => AcrErrorKind.RegistryNotFound,
        (429, _) => AcrErrorKind.ThrottledByAzure,
        _ => AcrErrorKind.ServiceError,
    };
}
