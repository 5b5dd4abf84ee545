using System.Net.Sockets;
using AcrImport.Azure;
using AcrImport.Tests.Support;
using Azure.Core.Pipeline;

namespace AcrImport.Tests.Properties;

/// <summary>All hosts of one simulated import behind one transport, with the faults that its seed draws.</summary>
internal sealed class SimulatedAzure(DrawnImport drawn) : HttpMessageHandler
{
    public const string Secret = "SECRET";

    private const string Token = Secret + "-ENTRA";
    private const string Arm = "management.azure.com";

    private readonly CancellationTokenSource _cancellation = new();

    public SimulatedArm Service { get; } = new(drawn);

    public VirtualClock Clock { get; } = new();

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Gets the digest that the source told when it was last asked, which is what is to be imported.</summary>
    public string? SourceTold { get; private set; }

    /// <summary>Gets whether the newest import request had an answer.</summary>
    public bool IsLastOrderHeard { get; private set; }

    /// <summary>Gets what a client did that none may do.</summary>
    public List<string> Wrongs { get; } = [];

    public AzureBackend NewBackend() => AzureBackend.Create(
        new ConnectionOptions { ArmEndpoint = Samples.Arm, SignIn = SignInKind.AccessToken, Secret = new System.Net.NetworkCredential("", Token).SecurePassword },
        new HttpClientTransport(new HttpClient(this, disposeHandler: false)),
        Clock);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        drawn.World.Pass();
        if (drawn.World.Now == drawn.CancelledAt)
        {
            await _cancellation.CancelAsync();
        }

        var sent = await SentAsync(request);
        Watch(sent);
        var fault = drawn.Is(drawn.FaultRate) ? drawn.Pick(Enum.GetValues<Fault>()) : (Fault?)null;
        if (await BeforeAsync(fault, cancellationToken) is { } early)
        {
            return early.ToMessage(request);
        }

        var (reply, heard) = new Uri(sent.Address).Host == Arm ? Service.Answer(sent) : (Registry(sent), null);
        switch (fault)
        {
            case Fault.DroppedAfter:
                throw new HttpRequestException("broken", new IOException("The connection was reset."));
            case Fault.BusyAfter:
                return new FakeReply(503).ToMessage(request);
        }

        cancellationToken.ThrowIfCancellationRequested();
        IsLastOrderHeard |= heard is not null;
        heard?.Invoke();
        return reply.ToMessage(request);
    }

    protected override void Dispose(bool disposing)
    {
        _cancellation.Dispose();
        base.Dispose(disposing);
    }

    private static async Task<SentRequest> SentAsync(HttpRequestMessage request) => new(
        request.Method.Method,
        request.RequestUri!.AbsoluteUri,
        request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        request.Content is null ? null : await request.Content.ReadAsStringAsync());

    private async Task<FakeReply?> BeforeAsync(Fault? fault, CancellationToken cancellation)
    {
        switch (fault)
        {
            case Fault.DroppedBefore:
                throw new HttpRequestException("broken", new IOException("The connection was reset."));
            case Fault.Refused:
                throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
            case Fault.Hanging:
                await Clock.DelayAsync(TimeSpan.FromSeconds(100), cancellation);
                throw new TaskCanceledException("The operation was cancelled because it took too long.");
            case Fault.Busy:
                return new FakeReply(503);
            case Fault.Throttled:
                return drawn.Pick<string?>(null, "0", "5", "60") is { } wish ? new FakeReply(429, "", ("Retry-After", wish)) : new FakeReply(429);
            default:
                return null;
        }
    }

    private FakeReply Registry(SentRequest sent)
    {
        var address = new Uri(sent.Address);
        if (drawn.IsClosed && address.Host == World.Target)
        {
            return new FakeReply(403, """{"errors":[{"code":"DENIED","message":"client with IP '203.0.113.7' is not allowed access."}]}""");
        }

        switch (address.AbsolutePath)
        {
            case "/oauth2/exchange":
                return new FakeReply(200, $$"""{"refresh_token":"{{Secret}}-REFRESH"}""");
            case "/oauth2/token":
                return new FakeReply(200, $$"""{"access_token":"{{Secret}}-ACCESS"}""");
        }

        // /v2/{repository}/manifests/{reference}
        var parts = address.AbsolutePath.Split("/manifests/");
        var image = parts[0]["/v2/".Length..] + (parts[1].Contains(':', StringComparison.Ordinal) ? "@" : ":") + parts[1];
        var digest = drawn.World.Read(address.Host, image);
        if (address.Host == drawn.SourceHost)
        {
            SourceTold = digest;
        }

        return digest is null ? new FakeReply(404) : new FakeReply(200, "", ("Docker-Content-Digest", digest));
    }

    // The token goes to Azure Resource Manager and to the registries' exchange only; an import that runs is not started again.
    private void Watch(SentRequest sent)
    {
        var address = new Uri(sent.Address);
        var isOwn = address.Host == Arm || (address.AbsolutePath == "/oauth2/exchange" && address.Host is World.Target or World.Own);
        if (!isOwn && (sent.Header("Authorization") + sent.Body).Contains(Token, StringComparison.Ordinal))
        {
            Wrongs.Add($"The token went to {sent}.");
        }

        if (!address.AbsolutePath.EndsWith("/importImage", StringComparison.Ordinal))
        {
            return;
        }

        IsLastOrderHeard = false;
        if (Service.Started.Find(started => started.HeardAccepted && started.Heard is null or OperationProgress.Running or OperationProgress.Succeeded) is { } running)
        {
            Wrongs.Add($"The import was sent again although {running.Id} was accepted.");
        }
    }

    private enum Fault
    {
        DroppedBefore,
        DroppedAfter,
        Refused,
        Hanging,
        Busy,
        BusyAfter,
        Throttled,
    }
}
