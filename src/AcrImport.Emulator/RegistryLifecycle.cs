using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator;

/// <summary>Starts registries and ends them while the emulator runs.</summary>
internal sealed class RegistryLifecycle(RegistrySites sites, EmulatorStorage storage, RunningRegistries registries) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Starts a registry, or returns null where its name is taken, in whatever subscription.</summary>
    public async Task<EmulatorRegistry?> CreateAsync(EmulatorRegistryOptions options, Uri armEndpoint)
    {
        await _turn.WaitAsync();
        try
        {
            if (registries.Any(registry => registry.Name.Equals(options.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            var registry = await sites.StartAsync(storage, options, armEndpoint);
            registries.Add(registry);
            return registry;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends a registry and deletes its content.</summary>
    public async Task DeleteAsync(EmulatorRegistry registry)
    {
        await _turn.WaitAsync();
        try
        {
            registries.Remove(registry);
            await sites.StopAsync(registry);
            await storage.RegistryWriterOf(registry.Name).DeleteEverythingAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
