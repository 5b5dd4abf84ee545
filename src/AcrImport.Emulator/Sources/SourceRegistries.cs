using System.Net;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Importing;
using AcrImport.Emulator.Registries;

namespace AcrImport.Emulator.Sources;

/// <summary>Finds the registry that an import names.</summary>
internal sealed class SourceRegistries(
    SourceConnections connections, IReadOnlyDictionary<RegistryHost, Uri> upstreams, IReadOnlyList<EmulatorRegistry> registries)
{
    public async Task<IImageSource> OpenAsync(Principal caller, ImportSource source, string repository, CancellationToken cancellationToken)
    {
        if (source.Registry is { } registry)
        {
            return Open(caller, registry, repository);
        }

        var host = source.Host!;
        var client = registries.Any(own => own.LoginServer == host.ToString()) ? connections.Own : connections.World;
        var address = upstreams.GetValueOrDefault(host)
            ?? (host.IsLoopback ? await ProbeAsync(client, host, cancellationToken) : throw ImportException.Unreachable(host.ToString()));
        return new RemoteSource(client, address, host.ToString(), repository, source.Credentials);
    }

    private static StoreSource Open(Principal caller, EmulatorRegistry registry, string repository)
    {
        if (!caller.May(RegistryRights.Pull, registry))
        {
            throw ImportException.AccessDenied(registry.LoginServer);
        }

        return registry.Options.IsRestricted && !registry.Options.TrustedServices
            ? throw ImportException.FromSource(HttpStatusCode.Forbidden, RegistryError.Denied().ToJson())
            : new StoreSource(registry.Store, repository);
    }

    // As Docker has it: https first, and plain http for a registry on this machine that does not speak it.
    private static async Task<Uri> ProbeAsync(HttpClient client, RegistryHost host, CancellationToken cancellationToken)
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
