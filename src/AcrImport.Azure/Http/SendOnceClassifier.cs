using Azure.Core;

namespace AcrImport.Azure.Http;

/// <summary>
/// For a request that starts something: asked again only after 429, by which the service says that it did nothing.
/// After a lost reply or 5xx the work may have begun, so nobody sends it a second time.
/// </summary>
internal sealed class SendOnceClassifier : ResponseClassifier
{
    public override bool IsRetriableResponse(HttpMessage message) => message.Response.Status == 429;

    public override bool IsRetriableException(Exception exception) => false;

    public override bool IsRetriable(HttpMessage message, Exception exception) => false;
}
