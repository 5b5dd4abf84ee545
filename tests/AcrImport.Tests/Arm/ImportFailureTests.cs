using System.Text.Json;
using AcrImport.Azure.Arm;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Arm;

public sealed class ImportFailureTests
{
    private const string Preamble = "Operation registries-8a81f7a0-0000-4000-8000-0123456789ab failed. Resource " + Samples.RegistryId + " ";

    // Code, the service's reason, the kind, and a part of the sentence that is told.
    public static TheoryData<string, string, AcrErrorKind, string> Reasons { get; } = new()
    {
        {
            "Conflict", "Tag labs/payments-api:1.0.0 already exists in target registry.",
            AcrErrorKind.TargetTagExists, "the registry has that tag already (Tag labs/payments-api:1.0.0 already exists in target registry)."
        },
        {
            "InvalidParameters",
            """Invalid message Unauthorized Unauthorized {"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"repository","Class":"","Name":"nats","Action":"pull"}]}]}""",
            AcrErrorKind.SourceUnauthorized, "mcr.microsoft.com wants credentials for it, or has no such public repository (UNAUTHORIZED: authentication required)."
        },
        {
            "InvalidParameters",
            """Invalid message Unauthorized Unauthorized {"errors":[{"code":"UNAUTHORIZED","message":"Access to the requested resource is not authorized"}]}""",
            AcrErrorKind.SourceUnauthorized, "(UNAUTHORIZED: Access to the requested resource is not authorized)."
        },
        {
            "InvalidParameters",
            """Invalid message Forbidden Forbidden {"errors":[{"code":"DENIED","message":"client with IP \u0027203.0.113.7\u0027 is not allowed access. Refer https://aka.ms/acr/firewall to grant access."}]}""",
            AcrErrorKind.SourceNetworkRestricted, "the network of mcr.microsoft.com does not let the service in (DENIED: client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access)."
        },
        {
            "InvalidParameters", """Invalid message Forbidden Forbidden {"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""",
            AcrErrorKind.SourceForbidden, "(DENIED: requested access to the resource is denied)."
        },
        { "InvalidParameters", "Access to cscm1hacr002.azurecr.io denied.", AcrErrorKind.SourceForbidden, "(Access to cscm1hacr002.azurecr.io denied)." },
        {
            "InvalidParameters",
            """Invalid message NotFound NotFound {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest tagged by \"x\" is not found","detail":{"Tag":"x"}}]}""",
            AcrErrorKind.SourceNotFound, "mcr.microsoft.com has no such image (MANIFEST_UNKNOWN: manifest tagged by \"x\" is not found)."
        },
        {
            "InvalidParameters", """Invalid message NotFound NotFound {"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}""",
            AcrErrorKind.SourceNotFound, "(NAME_UNKNOWN: repository name not known to registry)."
        },
        {
            "InvalidParameters", "Unable to find manifest digest  Repo: someurl.com/lido/sms Tag: 1.0.0 Manifest: ",
            AcrErrorKind.SourceRegistryUnsupported, "mcr.microsoft.com does not answer as the service needs it (Unable to find manifest digest"
        },
        {
            "InvalidParameters", """No value specified for Docker-Content-Digest OK OK {"schemaVersion":2,"config":{"size":1}}""",
            AcrErrorKind.SourceRegistryUnsupported, "does not answer as the service needs it"
        },
        { "InvalidParameters", "Error copying blobs", AcrErrorKind.ServiceError, "the service says 'Error copying blobs'." },
        { "InvalidParameters", "The remote server may not be RFC 7233 compliant", AcrErrorKind.SourceRegistryUnsupported, "RFC 7233" },
        { "InvalidParameters", "Unexpected response status code", AcrErrorKind.SourceRegistryUnsupported, "(Unexpected response status code)." },
        { "InvalidParameters", "Unexpected length of body in response", AcrErrorKind.SourceRegistryUnsupported, "(Unexpected length of body in response)." },
        {
            "InvalidParameters",
            """Invalid message TooManyRequests TooManyRequests {"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit"}]}""",
            AcrErrorKind.SourceRateLimited, "mcr.microsoft.com has had too many pulls (TOOMANYREQUESTS: You have reached your pull rate limit."
        },
        { "InvalidParameters", "429 toomanyrequests: You have reached your pull rate limit.", AcrErrorKind.SourceRateLimited, "pull rate limit)." },
        { "InvalidParameters", "Invalid message Unauthorized Unauthorized <html>", AcrErrorKind.SourceUnauthorized, "wants credentials" },
        { "InvalidParameters", "Invalid message NotFound NotFound BlobNotFound", AcrErrorKind.SourceNotFound, "has no such image" },
        { "InvalidParameters", """Invalid message Forbidden Forbidden {"errors":[{""", AcrErrorKind.SourceForbidden, "refuses to give it out" },
        { "InvalidParameters", "The image has more than 50 manifests.", AcrErrorKind.TooManyManifests, "more manifests than one import may have" },
        { "InvalidParameters", "Something new.", AcrErrorKind.ServiceError, "the service says 'Something new'." },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Takes_the_services_sentence_apart(string code, string reason, AcrErrorKind kind, string told)
    {
        var error = Read(400, code, Preamble + reason);

        Assert.Equal(kind, error.Kind);
        Assert.StartsWith("The import of mcr.microsoft.com/hello-world:v1 into myregistry.azurecr.io failed: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/subscriptions/", error.Message, StringComparison.Ordinal);
        Assert.Equal((code, Preamble + reason), (error.ServiceCode, error.ServiceMessage));
    }

    // An Azure registry whose network is closed denies in the words of one that does not know the caller.
    [Theory]
    [InlineData("sources.azurecr.io", AcrErrorKind.SourceNetworkRestricted)]
    [InlineData("sources.azurecr.io.evil.com", AcrErrorKind.SourceForbidden)]
    [InlineData("docker.io", AcrErrorKind.SourceForbidden)]
    [InlineData("sources", AcrErrorKind.SourceForbidden)]
    public void Takes_a_denial_by_the_host_of_an_Azure_registry_for_its_network(string source, AcrErrorKind kind)
    {
        const string Denied = """Invalid message Forbidden Forbidden {"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""";
        var subject = new ImportSubject(source + "/app:1", source, "myregistry.azurecr.io", "op1");
        var body = JsonSerializer.Serialize(new { error = new { code = "InvalidParameters", message = Preamble + Denied } });

        Assert.Equal(kind, ImportFailure.From(new FakeReply(400, body).Read(), subject).Kind);
    }

    [Theory]
    [InlineData("Conflict", "The registry is being moved.")]
    [InlineData("Conflict", "Another operation is in progress.")]
    public void Takes_no_other_conflict_for_a_tag_that_exists(string code, string reason) =>
        Assert.Equal(AcrErrorKind.ServiceError, Read(409, code, Preamble + reason).Kind);

    [Fact]
    public void Keeps_what_support_asks_for()
    {
        var error = Read(409, "Conflict", Preamble + "Tag a:b already exists in target registry.");

        Assert.Equal((409, Samples.OperationId.ToString(), "c1"), (error.HttpStatus, error.OperationId, error.CorrelationId));
    }

    [Theory]
    [InlineData("""{"status":"Canceled"}""")]
    [InlineData("{\"error\":{\"code\":\"X\",\"message\":\"\\ud800\"}}")]
    [InlineData("{\"error\":[1]}")]
    [InlineData("")]
    public void Bears_an_answer_without_a_message(string body)
    {
        var error = ImportFailure.From(new FakeReply(200, body).Read(), Samples.Subject);

        Assert.Equal((AcrErrorKind.ServiceError, string.Empty), (error.Kind, error.ServiceMessage));
    }

    [Fact]
    public void Shows_nothing_that_steers_a_terminal()
    {
        var error = Read(400, "InvalidParameters", Preamble + "\u001b]0;owned\u0007 denied.");

        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.Contains("\u001b", error.ServiceMessage, StringComparison.Ordinal);
    }

    private static AcrImportException Read(int status, string code, string message)
    {
        var body = JsonSerializer.Serialize(new { error = new { code, message } });
        return ImportFailure.From(new FakeReply(status, body, ("x-ms-correlation-request-id", "c1")).Read(), Samples.Subject);
    }
}
