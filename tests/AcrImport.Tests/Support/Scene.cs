namespace AcrImport.Tests.Support;

/// <summary>
/// A target registry that is a table of names and digests, with the clock and the log of one test. By default the service accepts an import
/// and has done it at the first question.
/// </summary>
internal sealed class Scene : IDisposable
{
    public static readonly Uri Operation = new("https://management.azure.com/operations/1?t=1&c=MII&s=signed");
    public static readonly Digest Other = Digest.Parse("sha256:" + new string('a', 64));

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public Scene()
    {
        Start = _ => Running();
        Poll = _ => Done();
        ReadTarget = name => Target.TryGetValue(name.ToString(), out var digest) ? digest : null;
        ReadSource = () => Samples.Digest;
        Backend = new FakeBackend
        {
            Start = request => Start(request),
            Poll = state => Poll(state),
            Resolve = (_, name) => ReadTarget(name),
            ResolveSource = (_, _, _) => ReadSource(),
        };
        Engine = new ImportEngine(Backend, Clock);
    }

    public Dictionary<string, Digest> Target { get; } = [];

    public Func<ImportRequest, OperationState> Start { get; set; }

    public Func<OperationState, OperationState> Poll { get; set; }

    public Func<ImageName, Digest?> ReadTarget { get; set; }

    public Func<Digest?> ReadSource { get; set; }

    public FakeBackend Backend { get; }

    public VirtualClock Clock { get; } = new();

    public KeptLog Log { get; } = new();

    public ImportEngine Engine { get; }

    /// <summary>Gets the import requests so far.</summary>
    public IReadOnlyList<ImportRequest> Posts => [.. Backend.Requests];

    public int Polls => Backend.Calls.Count(call => call.StartsWith("Poll", StringComparison.Ordinal));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static OperationState Running() => OperationState.Running(Operation, TimeSpan.FromSeconds(10));

    public static AcrImportException Lost() => Samples.Error(AcrErrorKind.ImportOutcomeUnknown, "The answer was lost.");

    public static AcrImportException Taken() => Samples.Error(AcrErrorKind.TargetTagExists, "The registry has that tag already.");

    /// <summary>The service sets what the newest request asks for, and says so.</summary>
    public OperationState Done(Digest? digest = null)
    {
        var request = Posts[^1];
        var set = digest ?? Samples.Digest;
        foreach (var name in request.Targets)
        {
            Target[name.ToString()] = set;
        }

        foreach (var repository in request.Targets.Select(name => name.Repository).Concat(request.UntaggedTargets))
        {
            Target[$"{repository}@{set}"] = set;
        }

        return OperationState.Succeeded();
    }

    public Task<ImportOutcome> RunAsync(ImportOrder? order = null, TimeSpan? timeout = null, CancellationToken? stop = null) =>
        Engine.RunAsync(order ?? Samples.Order(), timeout ?? Hour, Log, stop ?? Stop);

    public async Task<AcrImportOperation> StartAsync(ImportOrder? order = null) =>
        (await Engine.StartAsync(order ?? Samples.Order(), Hour, Log, Stop)).Result.Operation!;

    public Task<ImportOutcome> CheckAsync(AcrImportOperation operation) => Engine.CheckAsync(operation, Log, Stop);

    public Task<ImportOutcome> WaitAsync(AcrImportOperation operation, TimeSpan? timeout = null) => Engine.WaitAsync(operation, timeout ?? Hour, Log, Stop);

    public void Dispose() => Backend.Dispose();
}
