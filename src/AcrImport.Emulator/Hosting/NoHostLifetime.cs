namespace AcrImport.Emulator.Hosting;

/// <summary>Leaves signals to the program: an emulator in a test process must not take them.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
