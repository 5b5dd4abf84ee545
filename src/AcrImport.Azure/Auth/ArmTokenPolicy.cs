using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Auth;

/// <summary>Puts the token onto requests to Azure Resource Manager. A refused one is replaced once; a second refusal is the answer.</summary>
internal sealed class ArmTokenPolicy(EntraTokens tokens) : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Uri.Scheme != Uri.UriSchemeHttps)
        {
            throw new AcrImportException(AcrErrorKind.InvalidRequest, $"A token is sent over https only, not to {message.Request.Uri.Scheme}://{message.Request.Uri.Host}.");
        }

        var token = await SendAsync(message, pipeline).ConfigureAwait(false);
        if (message.Response.Status == 401 && tokens.Forget(token))
        {
            message.Response.Dispose();
            await SendAsync(message, pipeline).ConfigureAwait(false);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    private async ValueTask<string> SendAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var token = await tokens.GetForArmAsync(message.CancellationToken).ConfigureAwait(false);
        message.Request.Headers.SetValue("Authorization", "Bearer " + token);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        return token;
    }
}
