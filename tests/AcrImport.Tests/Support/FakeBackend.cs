using System.Collections.Concurrent;

namespace AcrImport.Tests.Support;

/// <summary>A backend whose every answer is a function of the test's; the defaults import at once.</summary>
internal sealed class FakeBackend : IRegistryBackend
{
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentDictionary<string, bool> _ordered = new();

    /// <summary>Gets the calls in their order, as in <c>Start</c> or <c>Poll https://…</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public ConcurrentQueue<ImportRequest> Requests { get; } = new();

    public Func<RegistrySelector, RegistryResource> Find { get; init; } = _ => Samples.Registry;

    public Func<ImportRequest, OperationState> Start { get; init; } = _ => OperationState.Succeeded();

    public Func<OperationState, OperationState> Poll { get; init; } = _ => OperationState.Succeeded();

    /// <summary>Gets what an Azure registry answers; by default it holds what an import was started for.</summary>
    public Func<RegistryHost, ImageName, Digest?>? Resolve { get; init; }

    /// <summary>Gets what the source registry answers.</summary>
    public Func<RegistryHost, ImageName, SourceCredential?, Digest?> ResolveSource { get; init; } = (_, _, _) => Samples.Digest;

    public Func<RegistryHost, ImageName, ImageManifest> Manifest { get; init; } = (_, _) => new ImageManifest();

    public Func<RegistryHost, string, string?, ManifestPage> List { get; init; } = (_, _, _) => new ManifestPage { Manifests = [] };

    public bool IsDisposed { get; private set; }

    /// <summary>Answers one after the other; asking more often than there are answers is a failure of the test.</summary>
    public static Func<OperationState, OperationState> InTurn(params OperationState[] answers)
    {
        var left = new Queue<OperationState>(answers);
        return _ => left.Dequeue();
    }

    public Task SignInAsync(IImportLog log, CancellationToken cancellation) => AnswerAsync("SignIn", () => true, cancellation);

    public Task<RegistryResource> FindRegistryAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation) =>
        AnswerAsync($"Find {selector}", () => Find(selector), cancellation);

    public Task<OperationState> StartImportAsync(ImportRequest request, IImportLog log, CancellationToken cancellation)
    {
        Requests.Enqueue(request);
        foreach (var name in request.Targets.Select(target => target.ToString()).Concat(request.UntaggedTargets))
        {
            _ordered.TryAdd(name, true);
        }

        return AnswerAsync("Start", () => Start(request), cancellation);
    }

    public Task<OperationState> GetOperationAsync(ImportSubject subject, OperationState running, IImportLog log, CancellationToken cancellation) =>
        AnswerAsync($"Poll {running.StatusUrl}", () => Poll(running), cancellation);

    public Task<Digest?> ResolveDigestAsync(RegistryHost registry, ImageName image, IImportLog log, CancellationToken cancellation) =>
        AnswerAsync($"Resolve {registry}/{image}", () => Resolve is null ? Held(image) : Resolve(registry, image), cancellation);

    public Task<Digest?> ResolveSourceDigestAsync(
        RegistryHost registry, ImageName image, SourceCredential? credential, IImportLog log, CancellationToken cancellation) =>
        AnswerAsync($"ResolveSource {registry}/{image}", () => ResolveSource(registry, image, credential), cancellation);

    public Task<ImageManifest> GetManifestAsync(RegistryHost registry, ImageName image, IImportLog log, CancellationToken cancellation) =>
        AnswerAsync($"Manifest {registry}/{image}", () => Manifest(registry, image), cancellation);

    public Task<ManifestPage> ListManifestsAsync(
        RegistryHost registry, string repository, string? continuation, IImportLog log, CancellationToken cancellation) =>
        AnswerAsync($"List {registry}/{repository} {continuation}".TrimEnd(), () => List(registry, repository, continuation), cancellation);

    public void Dispose() => IsDisposed = true;

    private Digest? Held(ImageName image) =>
        _ordered.ContainsKey(image.Digest is null ? image.ToString() : image.Repository) ? Samples.Digest : null;

    private async Task<T> AnswerAsync<T>(string call, Func<T> answer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _calls.Enqueue(call);

        // As a network would, so that nobody may count on an answer that is there already.
        await Task.Yield();
        return answer();
    }
}
