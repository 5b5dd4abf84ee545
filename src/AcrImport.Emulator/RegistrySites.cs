using System.Collections.Concurrent;
using System.Security.Cryptography;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Registries.DockerHub;
using AcrImport.Emulator.Registries.Push;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator;

/// <summary>Starts the ports of registries.</summary>
internal sealed class RegistrySites(SiteFactory sites, TokenSigner signer, EntraTokens entra, ServiceNetwork network, EmulatorOptions options)
{
    public async Task<EmulatorRegistry> StartDockerHubAsync(EmulatorStorage samples, string name)
    {
        var store = samples.StoreOf(name);
        var tokens = new RegistryTokens(signer, entra.Tenant.Id, "registry.docker.io");
        var auth = await sites.StartAsync(FaultPlane.Upstream, (application, _) => application.Run(new DockerHubTokens(store, tokens, options.TimeProvider).AnswerAsync));
        var quota = new PullQuota(options.DockerHubPullLimit, options.TimeProvider);
        var access = new DockerHubAccess(store, tokens, new Uri(auth.Address, "token"), quota);
        var site = await sites.StartAsync(FaultPlane.Upstream, (application, address) => application.Run(new RegistrySite(store, address.Authority, access).AnswerAsync));
        return RegistryAt(site, new EmulatorRegistryOptions(name), store);
    }

    private readonly ConcurrentDictionary<EmulatorRegistry, LoopbackSite> _sites = new();

    public async Task<EmulatorRegistry> StartAsync(EmulatorStorage storage, EmulatorRegistryOptions registry, Uri armEndpoint)
    {
        var prefix = registry.Name + "/";
        var synthesized = options.Synthesized.Where(known => known.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        var store = storage.StoreOf(registry.Name, [.. synthesized.Select(known => new SynthesizedRepository(known.Key[prefix.Length..], known.Value))]);
        var adminPassword = Convert.ToBase64String(RandomNumberGenerator.GetBytes(33));
        var site = await sites.StartAsync(FaultPlane.Registry, (application, address) =>
        {
            var tokens = new RegistryTokens(signer, entra.Tenant.Id, address.Authority);
            var accounts = new RegistryAccounts(tokens, entra.Tenant, registry, adminPassword);
            var endpoints = new TokenEndpoints(tokens, accounts, entra, armEndpoint);
            var access = new TokenAccess(tokens, accounts);
            var push = new PushEndpoints(
                store, storage.RegistryWriterOf(registry.Name), storage.Blobs, sites.Keep(new UploadSessions()), access, address.Authority);
            application.Run(new RegistrySite(store, address.Authority, access, endpoints, new NetworkRules(registry, network), push).AnswerAsync);
        });
        var started = RegistryAt(site, registry, store, registry.AdminUser ? adminPassword : null);
        _sites[started] = site;
        return started;
    }

    public async Task StopAsync(EmulatorRegistry registry)
    {
        if (_sites.TryRemove(registry, out var site))
        {
            await site.DisposeAsync();
        }
    }

    private EmulatorRegistry RegistryAt(LoopbackSite site, EmulatorRegistryOptions registry, RegistryStore store, string? adminPassword = null)
    {
        var id = RegistryResourceId.Parse(
            $"/subscriptions/{Subscriptions.IdOf(registry.Subscription)}/resourceGroups/{RegistryDirectory.ResourceGroup}"
            + $"/providers/{RegistryBody.ResourceType}/{registry.Name}");
        return new EmulatorRegistry(registry, site.Authority, id, store, options.TimeProvider.GetUtcNow(), adminPassword);
    }
}
