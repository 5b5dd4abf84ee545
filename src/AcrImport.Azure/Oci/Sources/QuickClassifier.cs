using AcrImport.Azure.Http;
using Azure.Core;

namespace AcrImport.Azure.Oci;

/// <summary>
/// For reads that must be quick: asked again where a busy server sets no time to wait, and where a connection broke. Not after a timeout,
/// which was long enough, and not after 429, whose Retry-After may be hours.
/// </summary>
internal sealed class QuickClassifier : ResponseClassifier
{
    private static readonly string[] Waits = ["Retry-After", "retry-after-ms", "x-ms-retry-after-ms"];

    public override bool IsRetriableResponse(HttpMessage message) =>
        message.Response.Status is 408 or 500 or 502 or 503 or 504 && !Waits.Any(message.Response.Headers.Contains);

    public override bool IsRetriableException(Exception exception) =>
        exception is not OperationCanceledException && !LostReply.NeverSent(exception) && base.IsRetriableException(exception);

    public override bool IsRetriable(HttpMessage message, Exception exception) => IsRetriableException(exception);
}
