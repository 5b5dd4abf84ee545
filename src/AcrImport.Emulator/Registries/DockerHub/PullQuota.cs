using System.Globalization;

namespace AcrImport.Emulator.Registries.DockerHub;

/// <summary>Counts pulls as Docker Hub does. Source: its documentation, "Usage and limits", "Pulls".</summary>
internal sealed class PullQuota(int limit, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(6);

    private readonly Lock _gate = new();
    private DateTimeOffset _start = time.GetUtcNow();
    private int _used;

    /// <summary>Writes how much is left into the answer's headers, after taking a pull from it where the request is one.</summary>
    /// <returns>Whether there was a pull left.</returns>
    public bool Take(HttpResponse response, bool isPull)
    {
        int left;
        bool granted;
        lock (_gate)
        {
            if (time.GetUtcNow() - _start >= Window)
            {
                _start = time.GetUtcNow();
                _used = 0;
            }

            granted = !isPull || _used < limit;
            _used += granted && isPull ? 1 : 0;
            left = limit - _used;
        }

        response.Headers["ratelimit-limit"] = Text(limit);
        response.Headers["ratelimit-remaining"] = Text(left);
        response.Headers["docker-ratelimit-source"] = "192.0.2.1";
        return granted;
    }

    private static string Text(int pulls) => string.Create(CultureInfo.InvariantCulture, $"{pulls};w={(int)Window.TotalSeconds}");
}
