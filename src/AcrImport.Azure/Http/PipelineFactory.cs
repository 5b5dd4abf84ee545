using AcrImport.Azure.Auth;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Http;

/// <summary>Makes the two pipelines: one that carries the token for Azure Resource Manager, one that carries none.</summary>
internal static class PipelineFactory
{
    public static HttpPipeline ForArm(EntraTokens tokens, HttpPipelineTransport transport) =>
        HttpPipelineBuilder.Build(Options(transport), new BearerTokenAuthenticationPolicy(tokens.Credential, tokens.ArmScopes));

    public static HttpPipeline ForRegistries(HttpPipelineTransport transport) => HttpPipelineBuilder.Build(Options(transport));

    private static PipelineOptions Options(HttpPipelineTransport transport)
    {
        var options = new PipelineOptions { Transport = transport };
        options.Diagnostics.ApplicationId = "AcrImport";
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }

    private sealed class PipelineOptions : ClientOptions;
}
