using System.Collections.Concurrent;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Tokens that are good for a while, each for one registry (with its port), one repository and one credential, and never used for another
/// (CVE-2026-103868 of pulp-container).
/// </summary>
internal sealed class SourceTokens(ImportClock clock)
{
    /// <summary>So many are kept before those that have ended are thrown away.</summary>
    private const int Many = 1000;

    // Longer than one request with its repetition takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly ConcurrentDictionary<(RegistryHost, string Repository, string Identity), SourceToken> _tokens = new();
    private readonly ConcurrentDictionary<(RegistryHost, string Repository, string Identity), Lazy<Task<SourceToken>>> _asking = new();

    public SourceToken? Kept(SourceVisit visit, string repository) =>
        _tokens.TryGetValue(Key(visit, repository), out var token) && token.End > clock.Elapsed ? token : null;

    /// <summary>Gets a token that is not the refused one, from those who ask already where there are such.</summary>
    /// <param name="visit">Who visits which registry.</param>
    /// <param name="repository">What it is for.</param>
    /// <param name="refused">The token that the registry did not take; null where there was none.</param>
    /// <param name="ask">Gets one from its endpoint.</param>
    /// <param name="cancellation">Ends the waiting, not the asking of others.</param>
    public Task<SourceToken> GetAsync(
        SourceVisit visit, string repository, SourceToken? refused, Func<CancellationToken, Task<SourceToken>> ask, CancellationToken cancellation)
    {
        var asking = _asking.GetOrAdd(Key(visit, repository), _ => new(() => Task.Run(() => AskAsync(visit, repository, refused, ask))));
        return WithAsync(asking.Value, cancellation);
    }

    private async Task<SourceToken> AskAsync(SourceVisit visit, string repository, SourceToken? refused, Func<CancellationToken, Task<SourceToken>> ask)
    {
        try
        {
            // Somebody may have got one between this caller's question and its answer.
            if (Kept(visit, repository) is { } kept && kept != refused)
            {
                return kept;
            }

            using var patience = new CancellationTokenSource(Patience);
            return Keep(Key(visit, repository), await ask(patience.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException late)
        {
            throw new AcrImportException(
                AcrErrorKind.SourceUnreachable, $"No token for the registry {visit.Registry} was had within {Patience.TotalSeconds:0} seconds.", late);
        }
        finally
        {
            _asking.TryRemove(Key(visit, repository), out _);
        }
    }

    private SourceToken Keep((RegistryHost, string, string) key, SourceToken token)
    {
        if (_tokens.Count >= Many)
        {
            foreach (var old in _tokens.Where(pair => pair.Value.End <= clock.Elapsed))
            {
                _tokens.TryRemove(old.Key, out _);
            }
        }

        _tokens[key] = token;
        return token;
    }

    private static (RegistryHost, string, string) Key(SourceVisit visit, string repository) => (visit.Registry, repository, visit.Identity);

    private static async Task<T> WithAsync<T>(Task<T> task, CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => cancelled.TrySetCanceled(cancellation)))
        {
            return await (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
