using System.Collections.Concurrent;

namespace AcrImport.Azure.Oci;

/// <summary>Remembers for a minute which registries did not answer, or had enough: a thousand images of one cost one timeout.</summary>
internal sealed class SourceOutages(ImportClock clock)
{
    private const string Everybody = "*";

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<(RegistryHost, string Identity), (AcrImportException Failure, TimeSpan End)> _outages = new();

    /// <exception cref="AcrImportException">The registry is not to be asked now.</exception>
    public void Check(RegistryHost registry, string identity)
    {
        foreach (var key in new[] { (registry, Everybody), (registry, identity) })
        {
            if (_outages.TryGetValue(key, out var outage) && outage.End > clock.Elapsed)
            {
                var seconds = Math.Ceiling((outage.End - clock.Elapsed).TotalSeconds);
                throw new AcrImportException(
                    outage.Failure.Kind, $"{outage.Failure.Message} The registry {registry} is not asked again for {seconds:0} seconds.", outage.Failure)
                {
                    HttpStatus = outage.Failure.HttpStatus,
                };
            }
        }
    }

    /// <summary>Keeps a failure that the next image would run into as well.</summary>
    public void Keep(RegistryHost registry, string identity, AcrImportException failure)
    {
        // An unreachable registry is so for everybody; a limit of pulls is counted for one account.
        var whom = failure switch
        {
            { Kind: AcrErrorKind.SourceUnreachable, HttpStatus: null } => Everybody,
            { Kind: AcrErrorKind.SourceRateLimited } => identity,
            _ => null,
        };
        if (whom is not null)
        {
            _outages[(registry, whom)] = (failure, clock.Elapsed + Memory);
        }
    }
}
