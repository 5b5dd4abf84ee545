using AcrImport.Emulator.Access;
using AcrImport.Emulator.Importing;

namespace AcrImport.Emulator.Sources;

/// <summary>Finds the registry that an import names.</summary>
internal sealed class SourceRegistries(HttpClient client, IReadOnlyDictionary<RegistryHost, Uri> upstreams)
{
    public async Task<IImageSource> OpenAsync(Principal caller, ImportSource source, string repository, CancellationToken cancellationToken)
    {
        if (source.Registry is { } registry)
        {
            return caller.May(RegistryRights.Pull, registry)
                ? new StoreSource(registry.Store, repository)
                : throw ImportException.AccessDenied(registry.LoginServer);
        }

        var host = source.Host!;
        var address = upstreams.GetValueOrDefault(host)
            ?? (host.IsLoopback ? await ProbeAsync(host, cancellationToken) : throw ImportException.Unreachable(host.ToString()));
        return new RemoteSource(client, address, host.ToString(), repository, source.Credentials);
    }

    // As Docker has it: https first, and plain http for a registry on this machine that does not speak it.
    private async Task<Uri> ProbeAsync(RegistryHost host, CancellationToken cancellationToken)
    {
        var secure = new Uri($"https://{host}/");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(secure, "v2/"));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return secure;
        }
        catch (HttpRequestException)
        {
            return new Uri($"http://{host}/");
        }
    }
}
