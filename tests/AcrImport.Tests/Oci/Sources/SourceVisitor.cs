using System.Net;
using System.Security;
using AcrImport.Azure.Oci;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

/// <summary>A source reader on a fake network and on virtual time, and everything that it tells.</summary>
internal sealed class SourceVisitor : IDisposable
{
    public const string Password = "pa55-canary";
    public const string DigestText = "sha256:" + Samples.Hex;

    private readonly FakeTransport _wire;
    private readonly SourceReader _reader;

    public SourceVisitor(Func<SentRequest, FakeReply> answer, Task? gate = null, IReadOnlyDictionary<string, Uri>? addresses = null)
    {
        _wire = new FakeTransport(answer) { Gate = gate ?? Task.CompletedTask };
        _reader = SourceReader.Create(Options(addresses), _wire.Transport, Clock);
    }

    public VirtualClock Clock { get; } = new();

    public KeptLog Log { get; } = new();

    public IReadOnlyList<SentRequest> Sent => _wire.Sent;

    public IEnumerable<string> Requests => Sent.Select(sent => sent.ToString());

    public static SourceCredential User(string name = "reader", string password = Password) => new(name, new NetworkCredential("", password).SecurePassword);

    public static SourceCredential AccessToken() => new(null, new NetworkCredential("", Password).SecurePassword);

    public static ConnectionOptions Options(IReadOnlyDictionary<string, Uri>? addresses = null, byte[]? certificate = null) => new()
    {
        ArmEndpoint = Samples.Arm,
        SignIn = SignInKind.AccessToken,
        Secret = new SecureString(),
        LoopbackCertificate = certificate,
        RegistryAddresses = addresses ?? new Dictionary<string, Uri>(),
    };

    public static FakeReply Found() => new(200, "", ("Docker-Content-Digest", DigestText));

    public static FakeReply Challenge(string header) => new(401, "", ("WWW-Authenticate", header));

    /// <summary>Makes a registry that challenges for a token of its realm, and takes the tokens t1, t2 … that it gives.</summary>
    public static Func<SentRequest, FakeReply> WithTokens(string realm, string service = "registry", int expiresIn = 300)
    {
        var tokens = 0;
        return sent => sent.Address.StartsWith(realm, StringComparison.Ordinal)
            ? new FakeReply(200, $$"""{"token":"t{{Interlocked.Increment(ref tokens)}}","expires_in":{{expiresIn}}}""")
            : sent.Header("Authorization") is { } shown && shown.StartsWith("Bearer t", StringComparison.Ordinal)
                ? Found()
                : Challenge($"Bearer realm=\"{realm}\",service=\"{service}\",scope=\"repository:other/thing:pull,push\"");
    }

    public static string? Basic(string user, string password = Password) =>
        "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"));

    public Task<Digest?> ReadAsync(string reference, SourceCredential? credential = null, CancellationToken? stop = null)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return _reader.ResolveSourceDigestAsync(
            RegistryHost.Parse(reference[..slash]), ImageName.Parse(reference[(slash + 1)..]), credential, Log, stop ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Reads where that fails, and holds the failure to what every failure keeps: the registry is named, and no secret is.</summary>
    public async Task<AcrImportException> FailAsync(string reference, SourceCredential? credential = null)
    {
        var error = await Assert.ThrowsAsync<AcrImportException>(() => ReadAsync(reference, credential));
        Assert.Contains(reference[..reference.IndexOf('/', StringComparison.Ordinal)], error.Message, StringComparison.Ordinal);
        foreach (var told in Log.VerboseLines.Concat(Log.Warnings).Append(error.ToString()).Append(error.ServiceMessage ?? ""))
        {
            Assert.DoesNotContain(Password, told, StringComparison.Ordinal);
            Assert.DoesNotContain(Basic("reader")![6..], told, StringComparison.Ordinal);
            Assert.DoesNotContain("Bearer t", told, StringComparison.Ordinal);
        }

        return error;
    }

    public void Dispose() => _wire.Dispose();
}
