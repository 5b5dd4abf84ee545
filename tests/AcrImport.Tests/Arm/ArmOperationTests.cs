using AcrImport.Azure.Arm;
using AcrImport.Azure.Http;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Arm;

public sealed class ArmOperationTests
{
    private const string Status = "https://management.azure.com/operationResults/1";
    private const string Conflict = """{"error":{"code":"Conflict","message":"Operation registries-1 failed. Resource /subscriptions/s/registries/r Tag a:b already exists in target registry."}}""";

    private static readonly Uri Previous = new("https://management.azure.com/operationResults/0");

    private static readonly ArmClient Client = new(new FakeTransport(_ => throw new InvalidOperationException()).ArmClient(), Samples.Arm);

    // Status, body, what the operation is then.
    public static TheoryData<int, string, OperationProgress> States { get; } = new()
    {
        { 202, "", OperationProgress.Running },
        { 202, "null", OperationProgress.Running },
        { 202, """{"hello-world:latest":"Pending","status":"Accepted"}""", OperationProgress.Running },
        { 202, """{"status":"Succeeded"}""", OperationProgress.Running },
        { 202, "<html>", OperationProgress.Running },
        { 200, "", OperationProgress.Succeeded },
        { 200, "null", OperationProgress.Succeeded },
        { 200, "{}", OperationProgress.Succeeded },
        { 200, """{"status":"Succeeded"}""", OperationProgress.Succeeded },
        { 201, "", OperationProgress.Succeeded },
        { 204, "", OperationProgress.Succeeded },
        { 200, """{"status":"Running"}""", OperationProgress.Running },
        { 201, """{"status":"Accepted"}""", OperationProgress.Running },
        { 200, """{"status":"Failed","error":{"code":"X","message":"y"}}""", OperationProgress.Failed },
        { 200, """{"status":"Failed"}""", OperationProgress.Failed },
        { 200, """{"status":"Canceled"}""", OperationProgress.Failed },
        { 400, """{"error":{"code":"InvalidParameters","message":"Something else."}}""", OperationProgress.Failed },
        { 409, Conflict, OperationProgress.Failed },
        { 404, """{"error":{"code":"NotFound","message":"Operation registries-1 failed. Resource /s/r Gone."}}""", OperationProgress.Failed },
        { 500, """{"error":{"code":"InternalError","message":"operation registries-1 failed."}}""", OperationProgress.Failed },
    };

    // Answers that are about the asking, not about the operation.
    public static TheoryData<int, string, AcrErrorKind> NoStates { get; } = new()
    {
        { 400, "", AcrErrorKind.ServiceError },
        { 400, "<html>", AcrErrorKind.ServiceError },
        { 401, """{"error":{"code":"ExpiredAuthenticationToken","message":"The access token expiry."}}""", AcrErrorKind.CredentialExpired },
        { 403, """{"error":{"code":"AuthorizationFailed","message":"The client may not."}}""", AcrErrorKind.RegistryNotAuthorized },
        { 404, """{"error":{"code":"NotFound","message":"Gone."}}""", AcrErrorKind.RegistryNotFound },
        { 404, "", AcrErrorKind.RegistryNotFound },
        { 429, """{"error":{"code":"TooManyRequests","message":"Slow down."}}""", AcrErrorKind.ThrottledByAzure },
        { 500, """{"error":{"code":"InternalServerError","message":"Oops."}}""", AcrErrorKind.ServiceError },
        { 502, "<html><body>Bad gateway</body></html>", AcrErrorKind.ServiceError },
        { 302, "", AcrErrorKind.ServiceError },
        { 200, "<html><body>Sign in to the network</body></html>", AcrErrorKind.ServiceError },
        { 200, """{"status":"Succ""", AcrErrorKind.ServiceError },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Tells_the_state_from_status_and_body(int status, string body, OperationProgress progress)
    {
        var state = Read(new FakeReply(status, body, ("x-ms-correlation-request-id", "c1")), Previous);

        Assert.Equal((progress, "c1"), (state.Progress, state.CorrelationId));
        Assert.Equal(progress == OperationProgress.Failed, state.Error is not null);
        Assert.Equal(progress == OperationProgress.Running ? Previous : null, state.StatusUrl);
    }

    [Theory]
    [MemberData(nameof(NoStates))]
    public void Throws_where_the_answer_is_not_about_the_operation(int status, string body, AcrErrorKind kind)
    {
        var error = Assert.Throws<AcrImportException>(() => Read(new FakeReply(status, body), Previous));

        Assert.Equal((kind, (int?)status, Samples.OperationId.ToString()), (error.Kind, error.HttpStatus, error.OperationId));
    }

    [Fact]
    public void Follows_the_newest_address_and_the_wish_to_wait()
    {
        var state = Read(new FakeReply(202, "", ("Location", Status + "?t=1&c=MII&s=x&h=y"), ("Retry-After", "10")), Previous);

        Assert.Equal(Status + "?t=1&c=MII&s=x&h=y", state.StatusUrl!.AbsoluteUri);
        Assert.Equal(TimeSpan.FromSeconds(10), state.RetryAfter);
    }

    [Fact]
    public void Follows_an_address_of_4_KiB()
    {
        var address = Status + "?c=" + new string('M', 4096);

        Assert.Equal(address, Read(new FakeReply(202, "", ("Location", address)), null).StatusUrl!.AbsoluteUri);
    }

    [Fact]
    public void Follows_a_relative_address() =>
        Assert.Equal(Status, Read(new FakeReply(202, "", ("Location", "/operationResults/1")), null).StatusUrl!.AbsoluteUri);

    [Theory]
    [InlineData("https://evil.example/operationResults/1")]
    [InlineData("http://management.azure.com/operationResults/1")]
    [InlineData("https://management.azure.com:8443/operationResults/1")]
    [InlineData("https://management.azure.com.evil.example/")]
    [InlineData("https://management.azure.com@evil.example/")]
    [InlineData("//evil.example/operationResults/1")]
    [InlineData("file:///etc/passwd")]
    public void Follows_no_address_at_another_host(string location)
    {
        var error = Assert.Throws<AcrImportException>(() => Read(new FakeReply(202, "", ("Location", location)), Previous));

        Assert.Equal(AcrErrorKind.ServiceError, error.Kind);
        Assert.Contains("the sign-in's token would go there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_an_address_while_the_service_works() =>
        Assert.Contains(
            "no address", Assert.Throws<AcrImportException>(() => Read(new FakeReply(202), null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Tells_why_the_operation_failed() =>
        Assert.Equal(AcrErrorKind.TargetTagExists, Read(new FakeReply(409, Conflict), Previous).Error!.Kind);

    private static OperationState Read(FakeReply reply, Uri? previous)
    {
        ServiceReply read = reply.Read();
        return ArmOperation.Read(read, Samples.Subject, previous, location => Client.OwnAddress(location, "the state of an import"));
    }
}
