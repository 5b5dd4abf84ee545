using AcrImport.Azure.Auth;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Http;

/// <summary>Makes the pipelines: one that carries the token for Azure Resource Manager, the others carry none.</summary>
internal static class PipelineFactory
{
    public static HttpPipeline ForArm(EntraTokens tokens, HttpPipelineTransport transport) =>
        HttpPipelineBuilder.Build(Options(transport), new BearerTokenAuthenticationPolicy(tokens.Credential, tokens.ArmScopes));

    public static HttpPipeline ForRegistries(HttpPipelineTransport transport) => HttpPipelineBuilder.Build(Options(transport));

    /// <summary>For registries of the world, whose answer is worth having but not worth waiting for.</summary>
    public static HttpPipeline ForSources(HttpPipelineTransport transport)
    {
        var options = Options(transport);
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return HttpPipelineBuilder.Build(options);
    }

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
