using System.Collections.Concurrent;
using AcrImport.Azure.Auth;
using AcrImport.Azure.Http;
using Azure.Core.Pipeline;

namespace AcrImport.Tests.Support;

/// <summary>Stands where the network is: the pipeline above it is the real one, with its retries and its token.</summary>
internal sealed class FakeTransport(Func<SentRequest, FakeReply> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private HttpClient? _client;
    private PipelineFactory? _pipelines;

    /// <summary>Gets the requests in their order.</summary>
    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <summary>Gets what every answer waits for.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    public HttpPipelineTransport Transport => new HttpClientTransport(_client ??= new HttpClient(this, disposeHandler: false));

    /// <summary>Answers one after the other; asking more often than there are answers is a failure of the test.</summary>
    public static FakeTransport InTurn(params FakeReply[] replies)
    {
        var left = new ConcurrentQueue<FakeReply>(replies);
        return new FakeTransport(request => left.TryDequeue(out var reply) ? reply : throw new InvalidOperationException($"Nothing is left to answer to {request}."));
    }

    /// <summary>Gets the clock of the pipelines: pauses between tries pass at once.</summary>
    public VirtualClock Clock { get; init; } = new();

    public PipelineFactory Pipelines => _pipelines ??= new PipelineFactory(Transport, Clock);

    public static EntraTokens Tokens(FakeCredential? credential = null, bool canRenew = true)
    {
        credential ??= new FakeCredential();
        return new EntraTokens(() => credential, Samples.Arm, canRenew);
    }

    /// <summary>Makes a client whose requests carry the token for Azure Resource Manager.</summary>
    public ServiceClient ArmClient() => new(Pipelines.ForArm(Tokens()));

    /// <summary>Makes a client whose requests carry no token of their own.</summary>
    public ServiceClient RegistryClient() => new(Pipelines.ForRegistries());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(header.Key == "User-Agent" ? " " : ", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!.AbsoluteUri, headers, body);
        _sent.Enqueue(sent);
        await Gate.WaitAsync(cancellationToken);
        return answer(sent).ToMessage(request);
    }

    protected override void Dispose(bool disposing)
    {
        _client?.Dispose();
        base.Dispose(disposing);
    }
}
