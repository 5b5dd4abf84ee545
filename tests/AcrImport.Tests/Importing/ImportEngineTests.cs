using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class ImportEngineTests
{
    private static readonly Uri First = new("https://management.azure.com/operations/1");
    private static readonly Uri Second = new("https://management.azure.com/operations/2");

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly VirtualClock _clock = new();
    private readonly KeptLog _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Imports_and_reads_the_digest_back()
    {
        using var backend = new FakeBackend();

        var outcome = await RunAsync(backend, Samples.Order(targets: ["a:1", "b:2"]));

        Assert.Null(outcome.Error);
        Assert.Equal(ImportStatus.Imported, outcome.Result.Status);
        Assert.Equal("sha256:" + Samples.Hex, outcome.Result.Digest);
        Assert.Equal(
            ("myregistry.azurecr.io", "mcr.microsoft.com/hello-world:v1", "a:1, b:2"),
            (outcome.Result.Registry, outcome.Result.Source, outcome.Result.Target));
        Assert.Equal(backend.Requests.Single().OperationId.ToString(), outcome.Result.OperationId);
        Assert.Equal((null, null), (outcome.Result.ErrorId, outcome.Result.ErrorMessage));
        Assert.Equal(
            [
                "Find myRegistry", "ResolveSource mcr.microsoft.com/hello-world:v1", "Resolve myregistry.azurecr.io/a:1", "Resolve myregistry.azurecr.io/b:2",
                "Start", "Resolve myregistry.azurecr.io/a:1", "Resolve myregistry.azurecr.io/b:2",
            ],
            backend.Calls);
        Assert.Empty(_clock.Delays);
    }

    [Fact]
    public async Task Asks_the_newest_address_as_often_as_the_schedule_says()
    {
        var wish = TimeSpan.FromSeconds(10);
        using var backend = new FakeBackend
        {
            Start = _ => OperationState.Running(First, wish, "c1"),
            Poll = FakeBackend.InTurn(
                OperationState.Running(Second, TimeSpan.FromMilliseconds(300)),
                OperationState.Running(First, wish, "c2"),
                OperationState.Succeeded()),
        };

        var outcome = await RunAsync(backend);

        Assert.Equal(ImportStatus.Imported, outcome.Result.Status);
        Assert.Equal([$"Poll {First}", $"Poll {Second}", $"Poll {First}"], backend.Calls.Where(call => call.StartsWith("Poll", StringComparison.Ordinal)));
        Assert.Equal([250, 250, 500], _clock.Delays.Select(delay => delay.TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(1), outcome.Result.Duration);
        Assert.Equal("c2", outcome.Result.CorrelationId);
    }

    [Fact]
    public async Task Waits_as_long_as_the_service_works()
    {
        var questions = 0;
        using var backend = new FakeBackend
        {
            Start = _ => OperationState.Running(First, null),
            Poll = running => ++questions < 300 ? running : OperationState.Succeeded(),
        };

        var outcome = await RunAsync(backend);

        Assert.Equal(ImportStatus.Imported, outcome.Result.Status);
        Assert.Equal(300, _clock.Delays.Count);
        Assert.Equal(TimeSpan.FromSeconds(8.5 + (282 * 10)), outcome.Result.Duration);
    }

    [Fact]
    public async Task Tells_a_failure_and_reads_nothing_back()
    {
        var error = Samples.Error(AcrErrorKind.SourceNotFound, "No such image.", "c9");
        using var backend = new FakeBackend
        {
            Start = _ => OperationState.Running(First, null, "c1"),
            Poll = _ => OperationState.Failed(error),
        };

        var outcome = await RunAsync(backend);

        Assert.Same(error, outcome.Error);
        Assert.Equal(ImportStatus.Failed, outcome.Result.Status);
        Assert.Equal(("SourceNotFound", "No such image.", "c9"), (outcome.Result.ErrorId, outcome.Result.ErrorMessage, outcome.Result.CorrelationId));
        Assert.Null(outcome.Result.Digest);
        Assert.NotNull(outcome.Result.OperationId);
        Assert.Equal($"Poll {First}", backend.Calls[^1]);
    }

    [Fact]
    public async Task Starts_nothing_where_the_registry_is_not_found()
    {
        var error = Samples.Error(AcrErrorKind.RegistryNotFound);
        using var backend = new FakeBackend { Find = _ => throw error };

        var outcome = await RunAsync(backend);

        Assert.Equal(AcrErrorKind.RegistryNotFound, outcome.Error!.Kind);
        Assert.Same(error, outcome.Error.InnerException);
        Assert.Contains("mcr.microsoft.com/hello-world:v1 into myRegistry was not started", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Equal((ImportStatus.Failed, "myRegistry"), (outcome.Result.Status, outcome.Result.Registry));
        Assert.Null(outcome.Result.OperationId);
        Assert.Equal(["Find myRegistry"], backend.Calls);
    }

    [Theory]
    [InlineData(AcrErrorKind.RegistryNotAuthorized)]
    [InlineData(AcrErrorKind.EndpointUnreachable)]
    public async Task Tells_why_nothing_was_started(AcrErrorKind kind)
    {
        var error = Samples.Error(kind);
        using var backend = new FakeBackend { Start = _ => throw error };

        var outcome = await RunAsync(backend);

        Assert.Same(error, outcome.Error);
        Assert.Equal((ImportStatus.Failed, kind.ToString()), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Single(backend.Requests);
    }

    [Fact]
    public async Task Does_not_know_what_became_of_an_import_whose_state_is_lost()
    {
        var lost = Samples.Error(AcrErrorKind.EndpointUnreachable, "The line is dead.", "c3");
        using var backend = new FakeBackend { Start = _ => OperationState.Running(First, null), Poll = _ => throw lost };

        var outcome = await RunAsync(backend);

        Assert.Equal((ImportStatus.Unknown, "ImportOutcomeUnknown"), (outcome.Result.Status, outcome.Result.ErrorId));
        var error = outcome.Error!;
        Assert.Same(lost, error.InnerException);
        Assert.EndsWith("was accepted, but its state can no longer be read: The line is dead.", error.Message, StringComparison.Ordinal);
        Assert.Equal(("Code", "said", 418, "c3"), (error.ServiceCode, error.ServiceMessage, error.HttpStatus, error.CorrelationId));
        Assert.Equal(outcome.Result.OperationId, error.OperationId);
    }

    [Fact]
    public async Task Believes_the_service_where_the_registry_itself_is_closed()
    {
        using var backend = new FakeBackend { Resolve = (_, _) => throw Samples.Error(AcrErrorKind.RegistryNotAuthorized, "Firewall.") };

        var outcome = await RunAsync(backend);

        Assert.Null(outcome.Error);
        Assert.Equal(ImportStatus.Imported, outcome.Result.Status);
        Assert.Null(outcome.Result.Digest);
        Assert.Equal("The target registry cannot be read from here: Firewall.", _log.VerboseLines[^1]);
    }

    [Fact]
    public async Task Stops_waiting_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var backend = new FakeBackend
        {
            Start = _ => OperationState.Running(First, null),
            Poll = running =>
            {
                source.Cancel();
                return running;
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ImportEngine(backend, _clock).RunAsync(Samples.Order(), Hour, _log, source.Token));
        Assert.Equal(["Start", $"Poll {First}"], backend.Calls.TakeLast(2));
    }

    [Fact]
    public async Task Lets_a_bug_escape()
    {
        using var backend = new FakeBackend { Start = _ => throw new InvalidOperationException("a bug") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(backend));
    }

    [Fact]
    public async Task Runs_a_thousand_imports_at_once_on_virtual_time()
    {
        var polls = 0;
        using var backend = new FakeBackend
        {
            Start = _ => OperationState.Running(First, null),
            Poll = running => Interlocked.Increment(ref polls) % 5 == 0 ? OperationState.Succeeded() : running,
        };
        var engine = new ImportEngine(backend, _clock);

        // They share the clock, and each wait of one lets its time pass for all.
        var all = Enumerable.Range(0, 1000).Select(number => engine.RunAsync(Samples.Order($"ghcr.io/o/app:{number}"), TimeSpan.FromDays(20), _log, Stop));
        var outcomes = await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        Assert.All(outcomes, outcome => Assert.Equal(ImportStatus.Imported, outcome.Result.Status));
        Assert.Equal(1000, outcomes.Select(outcome => outcome.Result.OperationId).Distinct().Count());
        Assert.Equal(5000, polls);
    }

    private Task<ImportOutcome> RunAsync(IRegistryBackend backend, ImportOrder? order = null) =>
        new ImportEngine(backend, _clock).RunAsync(order ?? Samples.Order(), Hour, _log, Stop);
}
