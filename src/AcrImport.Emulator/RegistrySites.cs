using System.Security.Cryptography;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator;

/// <summary>Starts the ports of registries.</summary>
internal sealed class RegistrySites(SiteFactory sites, TokenSigner signer, EntraTokens entra, TimeProvider time)
{
    public async Task<EmulatorRegistry> StartDockerHubAsync(EmulatorStorage samples, string name)
    {
        var store = samples.StoreOf(name);
        var site = await sites.StartAsync((application, address) =>
            application.Run(new RegistrySite(store, address.Authority, new AnonymousAccess()).AnswerAsync));
        return RegistryAt(site, new EmulatorRegistryOptions(name), store);
    }

    public async Task<EmulatorRegistry> StartAsync(EmulatorStorage storage, EmulatorRegistryOptions options, Uri armEndpoint)
    {
        var store = storage.StoreOf(options.Name);
        var adminPassword = Convert.ToBase64String(RandomNumberGenerator.GetBytes(33));
        var site = await sites.StartAsync((application, address) =>
        {
            var tokens = new RegistryTokens(signer, entra.Tenant.Id, address.Authority);
            var accounts = new RegistryAccounts(tokens, entra.Tenant, options, adminPassword);
            var endpoints = new TokenEndpoints(tokens, accounts, entra, armEndpoint);
            application.Run(new RegistrySite(store, address.Authority, new TokenAccess(tokens, accounts), endpoints).AnswerAsync);
        });
        return RegistryAt(site, options, store, options.AdminUser ? adminPassword : null);
    }

    private EmulatorRegistry RegistryAt(LoopbackSite site, EmulatorRegistryOptions options, RegistryStore store, string? adminPassword = null)
    {
        var id = RegistryResourceId.Parse(
            $"/subscriptions/{Subscriptions.IdOf(options.Subscription)}/resourceGroups/{RegistryDirectory.ResourceGroup}"
            + $"/providers/{RegistryBody.ResourceType}/{options.Name}");
        return new EmulatorRegistry(options, site.Authority, id, store, time.GetUtcNow(), adminPassword);
    }
}
