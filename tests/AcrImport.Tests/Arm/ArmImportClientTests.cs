using AcrImport.Azure.Arm;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Arm;

public sealed class ArmImportClientTests
{
    private const string ImportAddress = "https://management.azure.com" + Samples.RegistryId + "/importImage?api-version=2025-11-01";
    private const string Location = "https://management.azure.com/operationResults/registries-1?api-version=2025-11-01&t=1&c=2&s=3&h=4";

    private static readonly FakeReply Accepted = new(202, "null", ("Location", Location), ("Retry-After", "10"), ("x-ms-correlation-request-id", "c1"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sends_exactly_what_the_service_documents()
    {
        using var wire = FakeTransport.InTurn(Accepted);

        var state = await Client(wire).StartAsync(Samples.Request(), Stop);

        var sent = Assert.Single(wire.Sent);
        Assert.Equal("POST " + ImportAddress, sent.ToString());
        Assert.Equal("Bearer entra:https://management.azure.com/.default", sent.Header("Authorization"));
        Assert.Equal("application/json", sent.Header("Content-Type"));
        Assert.Equal("application/json", sent.Header("Accept"));
        Assert.Equal(Samples.OperationId.ToString(), sent.Header("x-ms-client-request-id"));
        Assert.StartsWith("AcrImport azsdk-net-AcrImport.Azure/", sent.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Equal(
            """{"source":{"registryUri":"mcr.microsoft.com","sourceImage":"hello-world:v1"},"targetTags":["hello-world:v1"],"mode":"NoForce"}""", sent.Body);
        Assert.Equal((OperationProgress.Running, Location, "c1"), (state.Progress, state.StatusUrl!.AbsoluteUri, state.CorrelationId));
        Assert.Equal(TimeSpan.FromSeconds(10), state.RetryAfter);
    }

    [Theory]
    [InlineData("nginx", ImportMode.Force, "docker.io", "library/nginx:latest", "nginx:latest")]
    [InlineData("registry.hub.docker.com/nginx:1", ImportMode.NoForce, "docker.io", "library/nginx:1", "nginx:1")]
    [InlineData("localhost:5000/app:v1@sha256:" + Samples.Hex, ImportMode.Force, "localhost:5000", "app@sha256:" + Samples.Hex, "app:v1")]
    public async Task Names_the_source_without_its_host(string source, ImportMode mode, string host, string image, string tag)
    {
        using var wire = FakeTransport.InTurn(Accepted);

        await Client(wire).StartAsync(Samples.Request(source, mode), Stop);

        Assert.Equal(
            $$"""{"source":{"registryUri":"{{host}}","sourceImage":"{{image}}"},"targetTags":["{{tag}}"],"mode":"{{mode}}"}""", Assert.Single(wire.Sent).Body);
    }

    [Fact]
    public async Task Escapes_the_name_of_a_resource_group()
    {
        using var wire = FakeTransport.InTurn(Accepted);
        var registry = new RegistryResource
        {
            Id = RegistryResourceId.Parse(Samples.RegistryId.Replace("my-rg", "ä(1)", StringComparison.Ordinal)),
            LoginServer = Samples.Registry.LoginServer,
        };

        var request = Samples.Request();
        await Client(wire).StartAsync(
            new ImportRequest { Registry = registry, Source = request.Source, SourceImage = request.SourceImage, Targets = request.Targets }, Stop);

        Assert.Contains("/resourceGroups/%C3%A4%281%29/providers/", Assert.Single(wire.Sent).Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Sends_once_and_does_not_know_after_a_server_error(int status)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(status, """{"error":{"code":"Down","message":"Later."}}""", ("Retry-After", "0")));

        var error = await StartFailsAsync(wire);

        Assert.Equal((AcrErrorKind.ImportOutcomeUnknown, (int?)status, "Down"), (error.Kind, error.HttpStatus, error.ServiceCode));
        Assert.Equal(Samples.OperationId.ToString(), error.OperationId);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Sends_once_and_does_not_know_after_a_broken_connection()
    {
        using var wire = FakeTransport.InTurn(FakeReply.Broken(new HttpRequestException("broken", new IOException("reset by peer"))));

        var error = await StartFailsAsync(wire);

        Assert.Equal(AcrErrorKind.ImportOutcomeUnknown, error.Kind);
        Assert.Contains("It is not known whether the import of mcr.microsoft.com/hello-world:v1", error.Message, StringComparison.Ordinal);
        Assert.Contains("reset by peer", error.Message, StringComparison.Ordinal);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Knows_that_nothing_began_where_nobody_listens()
    {
        var refused = new HttpRequestException("refused", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused));
        using var wire = FakeTransport.InTurn(FakeReply.Broken(refused));

        Assert.Equal(AcrErrorKind.EndpointUnreachable, (await StartFailsAsync(wire)).Kind);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Sends_again_where_the_service_says_that_it_did_nothing()
    {
        using var wire = FakeTransport.InTurn(new FakeReply(429, "", ("Retry-After", "0")), Accepted);

        var state = await Client(wire).StartAsync(Samples.Request(), Stop);

        Assert.Equal(OperationProgress.Running, state.Progress);
        Assert.Equal(2, wire.Sent.Count);
        Assert.Equal(wire.Sent[0].Body, wire.Sent[1].Body);
        Assert.Equal(wire.Sent[0].Header("x-ms-client-request-id"), wire.Sent[1].Header("x-ms-client-request-id"));
    }

    [Theory]
    [InlineData(202)]
    [InlineData(200)]
    public async Task Does_not_know_what_became_of_an_import_whose_answer_cannot_be_used(int status)
    {
        using var wire = FakeTransport.InTurn(
            new FakeReply(status, """{"status":"Accepted"}""", ("Location", "https://evil.example/operationResults/1")));

        var error = await StartFailsAsync(wire);

        Assert.Equal((AcrErrorKind.ImportOutcomeUnknown, Samples.OperationId.ToString()), (error.Kind, error.OperationId));
        Assert.Contains("The import was accepted, but", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "InvalidParameters", AcrErrorKind.ServiceError)]
    [InlineData(403, "AuthorizationFailed", AcrErrorKind.RegistryNotAuthorized)]
    [InlineData(403, "LinkedAuthorizationFailed", AcrErrorKind.LinkedAuthorizationFailed)]
    [InlineData(404, "ResourceNotFound", AcrErrorKind.RegistryNotFound)]
    public async Task Tells_a_refusal(int status, string code, AcrErrorKind kind)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(status, $$$"""{"error":{"code":"{{{code}}}","message":"No."}}"""));

        var error = await StartFailsAsync(wire);

        Assert.Equal(kind, error.Kind);
        Assert.Equal(
            $"Azure Resource Manager refused to import mcr.microsoft.com/hello-world:v1 into the registry 'myRegistry' ({code}: No).", error.Message);
        Assert.Equal(Samples.OperationId.ToString(), error.OperationId);
    }

    [Fact]
    public async Task Asks_the_running_operation_and_logs_no_signed_address()
    {
        using var wire = FakeTransport.InTurn(new FakeReply(202, """{"a:1":"Pending","status":"Accepted"}""", ("Location", Location)));
        var log = new KeptLog();

        var state = await Client(wire).GetAsync(
            Samples.Subject, OperationState.Running(new Uri(Location + "&old=1"), null), log, Stop);

        Assert.Equal("GET " + Location + "&old=1", Assert.Single(wire.Sent).ToString());
        Assert.Equal(Location, state.StatusUrl!.AbsoluteUri);
        Assert.Equal($"Operation {Samples.OperationId}: HTTP 202, Accepted.", Assert.Single(log.VerboseLines));
    }

    [Fact]
    public async Task Tells_that_the_sign_in_was_refused()
    {
        using var wire = FakeTransport.InTurn();
        var refusal = new global::Azure.Identity.AuthenticationFailedException("AADSTS7000215: Invalid client secret provided.\r\nTrace ID: x");
        var pipeline = wire.Pipelines.ForArm(FakeTransport.Tokens(new FakeCredential { Refusal = refusal }));
        var client = new ArmImportClient(new ArmClient(new(pipeline), Samples.Arm));

        var error = await Assert.ThrowsAsync<AcrImportException>(() => client.StartAsync(Samples.Request(), Stop));

        Assert.Equal(AcrErrorKind.CredentialRejected, error.Kind);
        Assert.EndsWith("AADSTS7000215: Invalid client secret provided.", error.Message, StringComparison.Ordinal);
        Assert.Empty(wire.Sent);
    }

    private static ArmImportClient Client(FakeTransport wire) => new(new ArmClient(wire.ArmClient(), Samples.Arm));

    private static Task<AcrImportException> StartFailsAsync(FakeTransport wire) =>
        Assert.ThrowsAsync<AcrImportException>(() => Client(wire).StartAsync(Samples.Request(), Stop));
}
