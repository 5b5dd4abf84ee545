namespace AcrImport.Tests.Importing;

public sealed class ImportSlotsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_as_many_slots_as_there_are_and_then_lets_wait()
    {
        using var slots = new ImportSlots(2);
        await slots.TakeAsync(Stop);
        await slots.TakeAsync(Stop);

        var third = slots.TakeAsync(Stop);
        Assert.False(third.IsCompleted);

        slots.Release();
        await third;
    }

    [Fact]
    public async Task Ends_the_waiting_when_it_is_cancelled_and_loses_no_slot()
    {
        using var slots = new ImportSlots(1);
        using var source = new CancellationTokenSource();
        await slots.TakeAsync(Stop);
        var waiting = slots.TakeAsync(source.Token);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        slots.Release();
        Assert.True(slots.TakeAsync(Stop).IsCompletedSuccessfully);
    }

    [Fact]
    public void Takes_back_no_more_than_it_gave()
    {
        using var slots = new ImportSlots(1);

        Assert.Throws<SemaphoreFullException>(slots.Release);
    }

    [Fact]
    public async Task Never_lets_more_run_at_once()
    {
        using var slots = new ImportSlots(4);
        var running = 0;
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(RunAsync, Stop)));

        Assert.InRange(most, 1, 4);
        Assert.Equal(0, running);

        async Task RunAsync()
        {
            await slots.TakeAsync(Stop);
            var now = Interlocked.Increment(ref running);
            for (var seen = most; now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = most)
            {
            }

            await Task.Yield();
            Interlocked.Decrement(ref running);
            slots.Release();
        }
    }
}
