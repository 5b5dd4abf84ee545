using System.Collections.Concurrent;

namespace AcrImport.Azure.Http;

/// <summary>
/// Pauses that hosts have asked for. All requests to a host share its pause: when it asks one of them to wait, the others would only be told the same.
/// </summary>
internal sealed class HostPauses(ImportClock clock)
{
    private readonly ConcurrentDictionary<string, TimeSpan> _until = new(StringComparer.OrdinalIgnoreCase);

    public void Ask(string host, TimeSpan pause)
    {
        var end = clock.Elapsed + pause;
        _until.AddOrUpdate(host, end, (_, before) => before > end ? before : end);
    }

    /// <summary>Waits until the host's pause is over, in full.</summary>
    public async Task WaitAsync(string host, CancellationToken cancellation)
    {
        while (_until.TryGetValue(host, out var end) && end > clock.Elapsed)
        {
            await clock.DelayAsync(end - clock.Elapsed, cancellation).ConfigureAwait(false);
        }
    }
}
