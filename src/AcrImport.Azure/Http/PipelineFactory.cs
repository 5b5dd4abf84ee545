using AcrImport.Azure.Auth;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Http;

/// <summary>Makes the pipelines: one that carries the token for Azure Resource Manager, and those that carry none.</summary>
internal sealed class PipelineFactory(HttpPipelineTransport transport, ImportClock clock)
{
    /// <summary>Reading a registry is a favour: it must not hold up the import where the registry cannot be reached from here.</summary>
    private static readonly TimeSpan RegistryTimeout = TimeSpan.FromSeconds(10);

    private const int SourceTries = 2;

    private readonly HostPauses _pauses = new(clock);

    public HttpPipeline ForArm(EntraTokens tokens) => HttpPipelineBuilder.Build(Options(), new ArmTokenPolicy(tokens));

    public HttpPipeline ForRegistries() => Reading(PatientRetryPolicy.DefaultTries);

    public HttpPipeline ForSources() => Reading(SourceTries);

    private HttpPipeline Reading(int tries)
    {
        var options = Options(tries);
        options.Retry.NetworkTimeout = RegistryTimeout;
        return HttpPipelineBuilder.Build(options);
    }

    private PipelineOptions Options(int tries = PatientRetryPolicy.DefaultTries)
    {
        var options = new PipelineOptions { Transport = transport, RetryPolicy = new PatientRetryPolicy(_pauses, clock, tries) };
        options.Diagnostics.ApplicationId = "AcrImport";
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }

    private sealed class PipelineOptions : ClientOptions;
}
