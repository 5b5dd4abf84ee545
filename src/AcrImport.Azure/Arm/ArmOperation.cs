using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Arm;

/// <summary>
/// What an answer about a long-running operation means; no request goes out from here.
/// Source: Azure Resource Manager "Track asynchronous operations" (202 while running, 200 and 204 when done, status in the body).
/// </summary>
internal static class ArmOperation
{
    /// <param name="reply">The answer to the start or to a question.</param>
    /// <param name="subject">The import, for the messages.</param>
    /// <param name="previous">The address that was asked, which holds where the answer names no newer one.</param>
    /// <param name="own">Checks an address that the service sent.</param>
    /// <exception cref="AcrImportException">The answer says nothing about the operation, only that it could not be asked.</exception>
    public static OperationState Read(ServiceReply reply, ImportSubject subject, Uri? previous, Func<string, Uri> own)
    {
        switch (reply.Status)
        {
            case 202:
                return Running(reply, previous, own);
            case 200 or 201 or 204 when !IsForeign(reply):
                return reply.Json.Text("status")?.ToUpperInvariant() switch
                {
                    null or "SUCCEEDED" => OperationState.Succeeded(reply.CorrelationId),
                    "FAILED" or "CANCELED" => OperationState.Failed(ImportFailure.From(reply, subject), reply.CorrelationId),
                    _ => Running(reply, previous, own),
                };
            default:
                return IsAboutTheOperation(reply)
                    ? OperationState.Failed(ImportFailure.From(reply, subject), reply.CorrelationId)
                    : throw ArmErrors.From(reply, "to tell the state of the import", subject.OperationId);
        }
    }

    private static OperationState Running(ServiceReply reply, Uri? previous, Func<string, Uri> own)
    {
        var address = reply.Header("Location") is { Length: > 0 } location ? own(location) : previous;
        return address is null
            ? throw new AcrImportException(AcrErrorKind.ServiceError, "the service named no address at which its state can be asked.")
            : OperationState.Running(address, reply.RetryAfter, reply.CorrelationId, ManifestProgress.Read(reply.Json));
    }

    // Azure Resource Manager answers with JSON or with nothing; a proxy's page must not pass for "done".
    private static bool IsForeign(ServiceReply reply) => reply.Body.Length > 0 && reply.Json.ValueKind == JsonValueKind.Undefined;

    // A failed import is told as a failed request; the service's own troubles look alike but for the text.
    private static bool IsAboutTheOperation(ServiceReply reply) =>
        reply.Json.Field("error").Text("message") is { } message
        && (message.StartsWith("Operation ", StringComparison.OrdinalIgnoreCase) || reply.Status is 400 or 409);
}
