using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

/// <summary>How soon an import is told to be done, and what many of them ask of the service together.</summary>
public sealed class ImportLoadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settles_a_copy_of_two_seconds_within_two_and_a_half()
    {
        using var scene = new Scene();
        var begin = scene.Clock.Elapsed;
        scene.Poll = _ => scene.Clock.Elapsed - begin < TimeSpan.FromSeconds(2) ? Scene.Running() : scene.Done();

        var result = (await scene.RunAsync()).Result;

        Assert.True(result.Verified);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Keeps_64_imports_at_once_within_the_budget()
    {
        const int Imports = 64;
        var clock = new SharedClock(Imports);
        var polls = new List<double>();
        using var backend = new FakeBackend
        {
            Start = _ => Scene.Running(),
            Poll = _ =>
            {
                lock (polls)
                {
                    polls.Add(clock.Elapsed.TotalSeconds);
                }

                return clock.Elapsed < TimeSpan.FromMinutes(2) ? Scene.Running() : OperationState.Succeeded();
            },
        };
        var engine = new ImportEngine(backend, clock);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Imports).Select(number => RunAsync(number))).WaitAsync(TimeSpan.FromSeconds(60), Stop);

        Assert.All(outcomes, outcome => Assert.Equal(ImportStatus.Imported, outcome.Result.Status));
        Assert.Equal(Imports, backend.Requests.Count);

        // 100 at once and 15 a second beyond what the service itself has asked for: 64 questions every 10 seconds.
        for (var second = 1; second <= 120; second++)
        {
            Assert.InRange(polls.Count(at => at <= second), 0, 100 + (15 * second) + (Imports * (second / 10)));
        }

        async Task<ImportOutcome> RunAsync(int number)
        {
            await Task.Yield();
            var outcome = await engine.RunAsync(Samples.Order($"ghcr.io/o/app:{number}"), TimeSpan.FromHours(1), new KeptLog(), Stop);
            clock.Leave();
            return outcome;
        }
    }

    [Fact]
    public void Gives_a_hundred_reads_and_fifteen_more_a_second()
    {
        var clock = new VirtualClock();
        var budget = new ReadBudget(clock);

        Assert.Equal(100, Take());
        clock.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(45, Take());
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(100, Take());

        int Take() => Enumerable.Range(0, 1000).TakeWhile(_ => budget.TryTake()).Count();
    }

    /// <summary>Time that passes when everybody waits, to the end of the shortest wait.</summary>
    private sealed class SharedClock(int parties) : ImportClock
    {
        private readonly PriorityQueue<TaskCompletionSource, TimeSpan> _waiting = new();
        private readonly object _gate = new();
        private TimeSpan _now;
        private int _parties = parties;

        public override TimeSpan Elapsed
        {
            get
            {
                lock (_gate)
                {
                    return _now;
                }
            }
        }

        public override CancellationTokenSource CancelAfter(TimeSpan time) => new();

        public override Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
        {
            var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                _waiting.Enqueue(end, _now + delay);
            }

            Pass();
            return end.Task;
        }

        public void Leave()
        {
            lock (_gate)
            {
                _parties--;
            }

            Pass();
        }

        private void Pass()
        {
            TaskCompletionSource? next = null;
            lock (_gate)
            {
                if (_waiting.Count > 0 && _waiting.Count == _parties)
                {
                    _waiting.TryDequeue(out next, out _now);
                }
            }

            next?.SetResult();
        }
    }
}
