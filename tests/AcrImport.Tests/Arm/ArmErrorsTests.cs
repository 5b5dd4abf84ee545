using System.Text.Json;
using AcrImport.Azure.Arm;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Arm;

public sealed class ArmErrorsTests
{
    public static TheoryData<int, string, string, AcrErrorKind> Errors { get; } = new()
    {
        { 404, "ResourceNotFound", "The Resource 'Microsoft.ContainerRegistry/registries/x' under resource group 'rg' was not found.", AcrErrorKind.RegistryNotFound },
        { 404, "ResourceGroupNotFound", "Resource group 'x' could not be found.", AcrErrorKind.RegistryNotFound },
        { 403, "AuthorizationFailed", "The client 'a' does not have authorization to perform action 'importImage/action'.", AcrErrorKind.RegistryNotAuthorized },
        { 403, "LinkedAuthorizationFailed", "The client has permission; however, it does not on the linked scope(s).", AcrErrorKind.LinkedAuthorizationFailed },
        { 400, "LinkedInvalidPropertyId", "Property id 'x' at path 'source.resourceId' is invalid.", AcrErrorKind.ServiceError },
        { 400, "InvalidParameters", "Missing property parameters.TargetTags for the operation.", AcrErrorKind.ServiceError },
        { 400, "NoRegisteredProviderFound", "No registered resource provider found.", AcrErrorKind.ServiceError },
        { 409, "MissingSubscriptionRegistration", "The subscription is not registered to use namespace 'Microsoft.ContainerRegistry'.", AcrErrorKind.ServiceError },
        { 401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than current UTC time.", AcrErrorKind.CredentialExpired },
        { 401, "InvalidAuthenticationTokenTenant", "The access token is from the wrong issuer.", AcrErrorKind.CredentialRejected },
        { 401, "InvalidAuthenticationToken", "The access token is invalid.", AcrErrorKind.CredentialRejected },
        { 400, "InvalidResourceType", "The resource type could not be found.", AcrErrorKind.ServiceError },
        { 429, "TooManyRequests", "Slow down.", AcrErrorKind.ThrottledByAzure },
        { 429, "OperationNotAllowed", "Slow down.", AcrErrorKind.ThrottledByAzure },
        { 429, "SubscriptionRequestsThrottled", "Number of requests exceeded the limit.", AcrErrorKind.ThrottledByAzure },
        { 500, "InternalServerError", "Oops.", AcrErrorKind.ServiceError },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Tells_the_kind_by_status_and_code(int status, string code, string message, AcrErrorKind kind)
    {
        var body = JsonSerializer.Serialize(new { error = new { code, message } });

        var error = ArmErrors.From(new FakeReply(status, body, ("x-ms-correlation-request-id", "c1")).Read(), "to show it", "op1");

        Assert.Equal(kind, error.Kind);
        Assert.Equal($"Azure Resource Manager refused to show it ({code}: {message.TrimEnd('.')}).", error.Message);
        Assert.Equal((code, message, status), (error.ServiceCode, error.ServiceMessage, error.HttpStatus));
        Assert.Equal(("op1", "c1"), (error.OperationId, error.CorrelationId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"error":"text"}""")]
    [InlineData("""{"error":{"code":1,"message":2}}""")]
    public void Tells_the_status_where_there_is_no_message(string body)
    {
        var error = ArmErrors.From(new FakeReply(503, body).Read(), "to show it");

        Assert.Equal("Azure Resource Manager refused to show it (HTTP 503).", error.Message);
        Assert.Equal((null, null, null), (error.ServiceCode, error.ServiceMessage, error.OperationId));
    }

    [Theory]
    [InlineData("The client 'a' with object id 'b' has permission to perform action 'Microsoft.ContainerRegistry/registries/importImage/action' on scope '/s/target'; however, it does not have permission to perform action 'read' on the linked scope(s) '/s/source'.")]
    [InlineData("The client has permission to perform action 'importImage/action' on scope '/s/target'; however, it does not have permission to perform action(s) 'read' on the linked scope(s) '/s/source' (respectively) or the linked scope(s) are invalid.")]
    public void Names_both_scopes_where_the_source_may_not_be_read(string message)
    {
        var error = ArmErrors.From(new FakeReply(403, JsonSerializer.Serialize(new { error = new { code = "LinkedAuthorizationFailed", message } })).Read(), "the import");

        Assert.Equal(AcrErrorKind.LinkedAuthorizationFailed, error.Kind);
        Assert.Contains("'/s/target'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'/s/source'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_the_first_line_and_keeps_the_rest()
    {
        var error = ArmErrors.From(new FakeReply(400, """{"error":{"code":"X","message":"One.\r\nTwo."}}""").Read(), "it");

        Assert.Equal("Azure Resource Manager refused it (X: One).", error.Message);
        Assert.Equal("One.\r\nTwo.", error.ServiceMessage);
    }

    [Fact]
    public void Tells_a_message_without_a_code() =>
        Assert.Equal(
            "Azure Resource Manager refused it (Oops).",
            ArmErrors.From(new FakeReply(500, """{"error":{"message":"Oops."}}""").Read(), "it").Message);
}
