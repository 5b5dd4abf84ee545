using Azure.Core;

namespace AcrImport.Azure.Http;

/// <summary>For requests that change nothing: 408, 429, 5xx and lost replies are asked again, a port where nobody listens is not.</summary>
internal sealed class RepeatableClassifier : ResponseClassifier
{
    public override bool IsRetriableException(Exception exception) =>
        !LostReply.NeverSent(exception) && base.IsRetriableException(exception);

    public override bool IsRetriable(HttpMessage message, Exception exception) =>
        !LostReply.NeverSent(exception) && base.IsRetriable(message, exception);
}
