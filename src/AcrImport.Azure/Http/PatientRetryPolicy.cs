using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Http;

/// <summary>
/// Sends a request again where its classifier allows it. What the server asks for in Retry-After is waited for in full, together with all
/// other requests to that host; where it asks for nothing, the pauses double, with some chance in them.
/// </summary>
internal sealed class PatientRetryPolicy(HostPauses pauses, ImportClock clock, int tries = PatientRetryPolicy.DefaultTries) : HttpPipelinePolicy
{
    public const int DefaultTries = 4;

    /// <summary>Being asked to wait is no failure, so there is more patience for it.</summary>
    private const int TriesWhenAskedToWait = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(800);

    private readonly Random _chance = new();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var host = $"{message.Request.Uri.Host}:{message.Request.Uri.Port}";
        for (var sent = 1; ; sent++)
        {
            await pauses.WaitAsync(host, message.CancellationToken).ConfigureAwait(false);
            try
            {
                await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            }
            catch (Exception lost) when (sent < tries && !message.CancellationToken.IsCancellationRequested && message.ResponseClassifier.IsRetriable(message, lost))
            {
                await clock.DelayAsync(PauseAfter(sent), message.CancellationToken).ConfigureAwait(false);
                continue;
            }

            var asked = RetryAfter.Read(name => message.Response.Headers.TryGetValue(name, out var value) ? value : null);
            if (sent >= (asked is null ? tries : TriesWhenAskedToWait) || !message.ResponseClassifier.IsRetriableResponse(message))
            {
                return;
            }

            message.Response.Dispose();
            if (asked is { } pause)
            {
                pauses.Ask(host, pause);
            }
            else
            {
                await clock.DelayAsync(PauseAfter(sent), message.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    private TimeSpan PauseAfter(int sent)
    {
        double chance;
        lock (_chance)
        {
            chance = 0.8 + (_chance.NextDouble() * 0.4);
        }

        return TimeSpan.FromTicks((long)(FirstPause.Ticks * Math.Pow(2, sent - 1) * chance));
    }
}
