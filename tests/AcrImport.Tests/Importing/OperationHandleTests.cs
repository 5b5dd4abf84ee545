using System.Management.Automation;
using System.Text.Json;
using AcrImport.Azure;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

/// <summary>An import that was started is taken up again from its handle, in another session or after a trip through a file.</summary>
public sealed class OperationHandleTests
{
    public static TheoryData<string> Trips { get; } = new("none", "json", "clixml");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_what_comes_back_where_nobody_waits()
    {
        using var scene = new Scene();

        var outcome = await scene.Engine.StartAsync(Samples.Order(targets: ["a:1", "b:2"]), TimeSpan.FromHours(1), scene.Log, Stop);

        Assert.Equal((ImportStatus.Running, null, 0), (outcome.Result.Status, outcome.Error, scene.Polls));
        var handle = outcome.Result.Operation!;
        Assert.Equal((Samples.RegistryId, "myregistry.azurecr.io", "a:1, b:2"), (handle.RegistryId, handle.Registry, handle.Target));
        Assert.Equal(("sha256:" + Samples.Hex, Scene.Operation.AbsoluteUri), (handle.SourceDigest, handle.StatusUrl));
        Assert.DoesNotContain("signed", handle.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_time_at_which_the_import_was_accepted()
    {
        using var scene = new Scene();
        scene.Poll = _ => scene.Polls < 3 ? Scene.Running() : scene.Done();

        await scene.RunAsync();

        Assert.Equal(scene.Log.AcceptedOperations.Single().StartedOn, scene.Log.SettledOperations.Single().StartedOn);
    }

    [Theory]
    [MemberData(nameof(Trips))]
    public async Task Is_waited_for_and_verified(string trip)
    {
        using var scene = new Scene();
        var handle = Travel(await scene.StartAsync(Samples.Order(targets: ["a:1", "b:2"])), trip);

        var result = (await scene.WaitAsync(handle)).Result;

        Assert.Equal((ImportStatus.Imported, true, "sha256:" + Samples.Hex), (result.Status, result.Verified, result.Digest));
        Assert.Equal((handle.OperationId, "a:1, b:2"), (result.OperationId, result.Target));
        Assert.Single(scene.Posts);
    }

    [Theory]
    [MemberData(nameof(Trips))]
    public async Task Tells_once_that_the_service_is_still_at_work(string trip)
    {
        using var scene = new Scene { Poll = _ => Scene.Running() };
        var handle = Travel(await scene.StartAsync(), trip);

        var outcome = await scene.CheckAsync(handle);

        Assert.Equal((ImportStatus.Running, null, 1), (outcome.Result.Status, outcome.Error, scene.Polls));
        Assert.Same(handle, outcome.Result.Operation);
    }

    [Fact]
    public async Task Tells_that_the_time_is_over()
    {
        using var scene = new Scene { Poll = _ => Scene.Running() };

        var result = (await scene.WaitAsync(await scene.StartAsync(), TimeSpan.FromSeconds(30))).Result;

        Assert.Equal((ImportStatus.Running, "ImportTimedOut"), (result.Status, result.ErrorId));
    }

    [Fact]
    public async Task Believes_the_service_where_no_time_is_left_to_verify()
    {
        using var scene = new Scene();
        var handle = await scene.StartAsync();
        scene.ReadTarget = _ =>
        {
            scene.Clock.Pass(TimeSpan.FromMinutes(1));
            throw new OperationCanceledException();
        };

        var outcome = await scene.WaitAsync(handle, TimeSpan.FromSeconds(30));

        Assert.Equal((ImportStatus.Imported, null, null), (outcome.Result.Status, outcome.Result.Verified, outcome.Error));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_unknown_where_the_service_no_longer_knows_it(bool waits)
    {
        using var scene = new Scene { Poll = _ => throw Samples.Error(AcrErrorKind.RegistryNotFound, "HTTP 404.") };
        var handle = await scene.StartAsync();

        var outcome = await (waits ? scene.WaitAsync(handle) : scene.CheckAsync(handle));

        Assert.Equal((ImportStatus.Unknown, "ImportOutcomeUnknown", 1), (outcome.Result.Status, outcome.Result.ErrorId, scene.Polls));
        Assert.Equal(handle.OperationId, outcome.Error!.OperationId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no address")]
    public async Task Is_unknown_without_an_address(string address)
    {
        using var scene = new Scene();

        var outcome = await scene.CheckAsync(new AcrImportOperation { Source = "x/y:z", StatusUrl = address });

        Assert.Equal(ImportStatus.Unknown, outcome.Result.Status);
        Assert.Contains("has no status URL", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Backend.Calls);
    }

    [Theory]
    [InlineData("https://evil.example/operations/1")]
    [InlineData("https://management.azure.com.evil.example/operations/1")]
    [InlineData("http://management.azure.com/operations/1")]
    [InlineData("https://management.azure.com@evil.example/operations/1")]
    public async Task Sends_no_token_to_an_address_at_another_host(string address)
    {
        using var wire = FakeTransport.InTurn();
        using var backend = Backend(wire);
        var handle = new AcrImportOperation { Source = "x/y:z", RegistryId = Samples.RegistryId, Registry = "myregistry.azurecr.io", Target = "a:1", StatusUrl = address };
        var engine = new ImportEngine(backend, wire.Clock);

        var looked = await engine.CheckAsync(handle, new KeptLog(), Stop);
        var waited = await engine.WaitAsync(handle, TimeSpan.FromHours(1), new KeptLog(), Stop);

        Assert.Empty(wire.Sent);
        Assert.Equal((ImportStatus.Unknown, ImportStatus.Unknown), (looked.Result.Status, waited.Result.Status));
        Assert.Contains("since the sign-in's token would go there", looked.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_no_token_to_a_registry_that_only_the_handle_names()
    {
        using var wire = new FakeTransport(sent => sent.Address.Contains("/registries/", StringComparison.Ordinal)
            ? new FakeReply(200, $$$"""{"id":"{{{Samples.RegistryId}}}","properties":{"loginServer":"myregistry.azurecr.io"}}""")
            : sent.Method == "HEAD" ? new FakeReply(404) : new FakeReply(200, """{"refresh_token":"r","access_token":"a"}"""));
        using var backend = Backend(wire);
        var handle = new AcrImportOperation
        {
            Source = "x/y:z", RegistryId = Samples.RegistryId, Registry = "evil.example", Target = "a:1", StatusUrl = "https://management.azure.com/subscriptions",
        };

        var outcome = await new ImportEngine(backend, wire.Clock).CheckAsync(handle, new KeptLog(), Stop);

        Assert.All(wire.Sent, sent => Assert.Contains(new Uri(sent.Address).Host, new[] { "management.azure.com", "myregistry.azurecr.io" }));
        Assert.Equal("VerificationFailed", outcome.Result.ErrorId);
    }

    [Theory]
    [InlineData("", "a:1")]
    [InlineData("/subscriptions/x", "a:1")]
    [InlineData(Samples.RegistryId, "")]
    [InlineData(Samples.RegistryId, "A:1, b")]
    public async Task Verifies_nothing_where_it_cannot_be_read(string registry, string target)
    {
        using var scene = new Scene { Poll = _ => OperationState.Succeeded() };

        var outcome = await scene.CheckAsync(new AcrImportOperation { Source = "x/y:z", RegistryId = registry, Target = target, StatusUrl = Scene.Operation.AbsoluteUri });

        Assert.Equal((ImportStatus.Imported, null, null), (outcome.Result.Status, outcome.Result.Verified, outcome.Error));
        Assert.Equal("The handle does not tell what to read back.", outcome.Result.VerificationDetail);
    }

    private static AzureBackend Backend(FakeTransport wire) => AzureBackend.Create(
        new ConnectionOptions { ArmEndpoint = Samples.Arm, SignIn = SignInKind.AccessToken, Secret = new System.Net.NetworkCredential("", "t").SecurePassword }, wire.Transport, wire.Clock);

    // Export-Clixml keeps properties only; what comes back is converted by name, as parameter binding does.
    private static AcrImportOperation Travel(AcrImportOperation handle, string trip) => trip switch
    {
        "json" => JsonSerializer.Deserialize<AcrImportOperation>(JsonSerializer.Serialize(handle))!,
        "clixml" => (AcrImportOperation)LanguagePrimitives.ConvertTo(PSSerializer.Deserialize(PSSerializer.Serialize(handle)), typeof(AcrImportOperation), null),
        _ => handle,
    };
}
