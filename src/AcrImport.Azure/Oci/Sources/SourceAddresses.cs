using System.Collections.Concurrent;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Where the API of a registry is. A registry on this machine may speak plain http, which is found out once. Source: Docker's daemon,
/// which takes 127.0.0.0/8 for insecure registries and tries https first.
/// </summary>
internal sealed class SourceAddresses
{
    private static readonly Uri DockerHub = new("https://registry-1.docker.io/");

    private readonly Dictionary<RegistryHost, Uri> _given = [];
    private readonly ConcurrentDictionary<RegistryHost, Uri> _answered = new();

    public SourceAddresses(IReadOnlyDictionary<string, Uri> given)
    {
        foreach (var pair in given)
        {
            // A name that no reference can have is never asked for.
            if (RegistryHost.TryParse(pair.Key, out var host))
            {
                _given[host] = pair.Value;
            }
        }
    }

    /// <summary>Gets the addresses to try, in this order.</summary>
    /// <exception cref="AcrImportException">The connection gives an address that is not safe.</exception>
    public IReadOnlyList<Uri> Of(RegistryHost registry)
    {
        if (_given.TryGetValue(registry, out var given))
        {
            return [Safe(registry, given)];
        }

        if (registry.IsDockerHub)
        {
            return [DockerHub];
        }

        var secure = new Uri($"https://{registry}/");
        if (!registry.IsLoopback)
        {
            return [secure];
        }

        return _answered.TryGetValue(registry, out var answered) ? [answered] : [secure, new Uri($"http://{registry}/")];
    }

    /// <summary>Keeps an address from which there was an answer; from then on no other one is tried.</summary>
    public void Answered(SourceVisit visit)
    {
        if (visit.Registry.IsLoopback)
        {
            _answered.TryAdd(visit.Registry, visit.Address);
        }
    }

    public bool HasAnswered(RegistryHost registry) => _answered.ContainsKey(registry);

    private static Uri Safe(RegistryHost registry, Uri given) =>
        given.IsAbsoluteUri && given.UserInfo.Length == 0
        && (given.Scheme == Uri.UriSchemeHttps || (given.Scheme == Uri.UriSchemeHttp && HostAddress.IsLoopback(given)))
            ? new Uri(given.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/")
            : throw new AcrImportException(
                AcrErrorKind.InvalidRequest, $"The connection's address of the registry {registry} is neither https nor on this machine; it is not used.");
}
