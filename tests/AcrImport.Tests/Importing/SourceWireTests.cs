using System.Net;
using AcrImport.Azure;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

/// <summary>Every way to name a source, from the words to the body of the one request that goes out for it.</summary>
public sealed class SourceWireTests
{
    private const string OtherId = "/subscriptions/10000000-0000-0000-0000-000000000000/resourceGroups/other-rg/providers/Microsoft.ContainerRegistry/registries/sources";
    private const string AtDigest = "@sha256:" + Samples.Hex;
    private const string Graph = "/providers/Microsoft.ResourceGraph/resources";

    private readonly KeptLog _log = new();

    // Source, -SourceRegistry, -SourceRegistryUri; the source and the tag as they go out.
    public static TheoryData<string, string?, string?, string, string> Sources { get; } = new()
    {
        { "docker.io/library/hello-world:latest", null, null, Uri("docker.io", "library/hello-world:latest"), "library/hello-world:latest" },
        { "nginx", null, null, Uri("docker.io", "library/nginx:latest"), "nginx:latest" },
        { "docker.io/nats", null, null, Uri("docker.io", "library/nats:latest"), "nats:latest" },
        { "tensorflow/tensorflow:latest-gpu", null, null, Uri("docker.io", "tensorflow/tensorflow:latest-gpu"), "tensorflow/tensorflow:latest-gpu" },
        { "index.docker.io/nginx:1", null, null, Uri("docker.io", "library/nginx:1"), "nginx:1" },
        { "mcr.microsoft.com/windows/servercore:ltsc2022", null, null, Uri("mcr.microsoft.com", "windows/servercore:ltsc2022"), "windows/servercore:ltsc2022" },
        { "sources.azurecr.io/aci-helloworld:latest", null, null, Id("aci-helloworld:latest"), "aci-helloworld:latest" },
        { "sources.westus.geo.azurecr.io/aci-helloworld:latest", null, null, Id("aci-helloworld:latest"), "aci-helloworld:latest" },
        { "strangers.azurecr.io/app:1", null, null, Uri("strangers.azurecr.io", "app:1"), "app:1" },
        { "aci-helloworld:latest", OtherId, null, Id("aci-helloworld:latest"), "aci-helloworld:latest" },
        { "aci-helloworld", "sources", null, Id("aci-helloworld:latest"), "aci-helloworld:latest" },
        { "aci-helloworld:1", "sources.azurecr.io", null, Id("aci-helloworld:1"), "aci-helloworld:1" },
        { "sources.azurecr.io/aci-helloworld:1", "sources", null, Id("aci-helloworld:1"), "aci-helloworld:1" },
        { "nginx", "sources", null, Id("nginx:latest"), "nginx:latest" },
        { "app" + AtDigest, "sources", null, Id("app" + AtDigest), "app:latest" },
        { "ghcr.io/o/app" + AtDigest, null, null, Uri("ghcr.io", "o/app" + AtDigest), "o/app:latest" },
        { "ghcr.io/o/app:v1" + AtDigest, null, null, Uri("ghcr.io", "o/app" + AtDigest), "o/app:v1" },
        { "o/app:v1", null, "ghcr.io", Uri("ghcr.io", "o/app:v1"), "o/app:v1" },
        { "ghcr.io/o/app:v1", null, "ghcr.io", Uri("ghcr.io", "o/app:v1"), "o/app:v1" },
        { "nginx", null, "docker.io", Uri("docker.io", "library/nginx:latest"), "nginx:latest" },
        { "registry.example.com:5000/team/app:2", null, null, Uri("registry.example.com:5000", "team/app:2"), "team/app:2" },
        { "oci://ghcr.io/charts/podinfo:6.5.0", null, null, Uri("ghcr.io", "charts/podinfo:6.5.0"), "charts/podinfo:6.5.0" },
        { "oci://charts/podinfo:6.5.0", "sources", null, Id("charts/podinfo:6.5.0"), "charts/podinfo:6.5.0" },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Goes_out_in_one_way_only(string source, string? registry, string? registryUri, string wire, string tag)
    {
        var body = await PostAsync(new() { Registry = "myRegistry", Source = source, SourceRegistry = registry, SourceRegistryUri = registryUri, Pin = false, Verify = false });

        Assert.Equal($$$"""{"source":{{{{wire}}}},"targetTags":["{{{tag}}}"],"mode":"NoForce"}""", body);
    }

    [Theory]
    [InlineData("docker.io/library/hello-world:latest", "user", "docker.io", "library/hello-world:latest")]
    [InlineData("private.azurecr.io/app:1", "00000000-aaaa-bbbb-cccc-dddddddddddd", "private.azurecr.io", "app:1")]
    [InlineData("sources.azurecr.io/app:1", "token-name", "sources.azurecr.io", "app:1")]
    [InlineData("sources.azurecr.io/app:1", null, "sources.azurecr.io", "app:1")]
    [InlineData("registry.example.com:5000/app:1", "user", "registry.example.com:5000", "app:1")]
    public async Task Goes_out_with_the_credential_and_is_then_no_registry_of_ones_own(string source, string? user, string host, string image)
    {
        var body = await PostAsync(new()
        {
            Registry = "myRegistry", Source = source, Credential = new SourceCredential(user, new NetworkCredential("", "p\"w").SecurePassword), Pin = false, Verify = false,
        });

        var named = user is null ? "" : $"\"username\":\"{user}\",";
        Assert.StartsWith(
            $$$"""{"source":{"registryUri":"{{{host}}}","credentials":{{{{named}}}"password":"p\u0022w"},"sourceImage":"{{{image}}}"},""", body, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.VerboseLines, line => line.Contains("p\"w", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goes_out_once_for_all_targets()
    {
        var body = await PostAsync(new()
        {
            Registry = "myRegistry", Source = "mcr.microsoft.com/hello-world:v1", Targets = ["a:1", "b", "a:1"], UntaggedTargets = ["c", "d/e"],
            IfExists = IfExists.Overwrite, Pin = false, Verify = false,
        });

        Assert.EndsWith("""},"targetTags":["a:1","b:v1"],"untaggedTargetRepositories":["c","d/e"],"mode":"Force"}""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_out_without_a_tag_where_only_repositories_are_named()
    {
        var body = await PostAsync(new() { Registry = "myRegistry", Source = "mcr.microsoft.com/hello-world:v1", UntaggedTargets = ["c"], Pin = false, Verify = false });

        Assert.EndsWith("""},"untaggedTargetRepositories":["c"],"mode":"NoForce"}""", body, StringComparison.Ordinal);
    }

    private static string Uri(string host, string image) => $"\"registryUri\":\"{host}\",\"sourceImage\":\"{image}\"";

    private static string Id(string image) => $"\"resourceId\":\"{OtherId}\",\"sourceImage\":\"{image}\"";

    private static string Registry(string id, string name) => $$$"""{"id":"{{{id}}}","properties":{"loginServer":"{{{name}}}.azurecr.io"}}""";

    // The subscription holds the target only; the source is somewhere else, where Resource Graph finds it.
    private static FakeReply Azure(SentRequest sent) => new Uri(sent.Address).AbsolutePath switch
    {
        Graph => new FakeReply(200, $$"""{"data":[{{Registry(OtherId, "sources")}},{{Registry(Samples.RegistryId, "myregistry")}}]}"""),
        "/subscriptions" => new FakeReply(200, """{"value":[]}"""),
        OtherId => new FakeReply(200, Registry(OtherId, "sources")),
        var path when path.EndsWith("/registries", StringComparison.Ordinal) => new FakeReply(200, $$"""{"value":[{{Registry(Samples.RegistryId, "myregistry")}}]}"""),
        var path when path.EndsWith("/importImage", StringComparison.Ordinal) => new FakeReply(202, "null", ("Location", "https://management.azure.com/operationResults/1")),
        "/operationResults/1" => new FakeReply(200, """{"status":"Succeeded"}"""),
        _ => throw new InvalidOperationException($"Nobody answers to {sent}."),
    };

    private async Task<string> PostAsync(ImportOptions options)
    {
        using var wire = new FakeTransport(Azure);
        using var backend = AzureBackend.Create(
            new ConnectionOptions
            {
                ArmEndpoint = Samples.Arm, SignIn = SignInKind.AccessToken, SubscriptionId = Samples.Subscription, Secret = new NetworkCredential("", "t").SecurePassword,
            },
            wire.Transport,
            wire.Clock);

        var outcome = await new ImportEngine(backend, wire.Clock).RunAsync(ImportOrder.Create(options), TimeSpan.FromHours(1), _log, Stop);

        Assert.Equal((null, ImportStatus.Imported), (outcome.Error?.Message, outcome.Result.Status));
        return Assert.Single(wire.Sent, sent => sent.Address.Contains("/importImage?", StringComparison.Ordinal)).Body!;
    }
}
