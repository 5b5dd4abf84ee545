namespace AcrImport.Emulator.Registries;

/// <summary>Who reaches a registry's endpoint at all.</summary>
internal sealed class NetworkRules(EmulatorRegistryOptions registry, ServiceNetwork service)
{
    /// <summary>Returns null where the caller gets through, and otherwise the answer.</summary>
    public RegistryError? RefusalOf(HttpContext context)
    {
        if (!registry.PublicNetworkAccess)
        {
            return RegistryError.Denied();
        }

        if (registry.AllowedNetworks is not { } allowed)
        {
            return null;
        }

        var address = service.AddressOf(context);
        return allowed.Any(network => network.Contains(address)) ? null : RegistryError.BehindFirewall(address);
    }
}
