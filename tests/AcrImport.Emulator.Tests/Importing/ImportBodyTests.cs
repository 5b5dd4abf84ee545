using System.Net;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Importing;

public sealed class ImportBodyTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("", "InvalidRequestContent", "could not be deserialized")]
    [InlineData("null", "InvalidRequestContent", "could not be deserialized")]
    [InlineData("[]", "InvalidRequestContent", "could not be deserialized")]
    [InlineData("""{"source":{},"targetTags":"x"}""", "InvalidRequestContent", "targetTags")]
    [InlineData("{}", "InvalidParameters", "Missing property parameters.Source for the operation against the resource with name myregistry.")]
    [InlineData("""{"source":{"registryUri":"docker.io"},"targetTags":["x"]}""", "InvalidParameters", "Missing property parameters.Source.SourceImage")]
    [InlineData(
        """{"source":{"registryUri":"docker.io","sourceImage":"x"}}""",
        "InvalidParameters",
        "Missing property parameters.TargetTags for the operation against the resource with name myregistry.")]
    [InlineData("""{"source":{"registryUri":"docker.io","sourceImage":"x"},"targetTags":[]}""", "InvalidParameters", "Missing property parameters.TargetTags")]
    [InlineData("""{"source":{"sourceImage":"x"},"targetTags":["x"]}""", "InvalidParameters", "Exactly one of")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"docker.io","resourceId":"/x"},"targetTags":["x"]}""", "InvalidParameters", "Exactly one of")]
    [InlineData(
        """{"source":{"sourceImage":"x","resourceId":"myregistry"},"targetTags":["x"]}""",
        "LinkedInvalidPropertyId",
        "Property id 'myregistry' at path 'source.resourceId' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.")]
    [InlineData("""{"source":{"sourceImage":"X","registryUri":"docker.io"},"targetTags":["x"]}""", "InvalidParameters", "Invalid value 'X' of property parameters.Source.SourceImage")]
    [InlineData("""{"source":{"sourceImage":"x@sha256:1","registryUri":"docker.io"},"targetTags":["x"]}""", "InvalidParameters", "Source.SourceImage")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"https://docker.io"},"targetTags":["x"]}""", "InvalidParameters", "Source.RegistryUri")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"docker.io/library"},"targetTags":["x"]}""", "InvalidParameters", "Source.RegistryUri")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"docker.io","credentials":{"username":"u"}},"targetTags":["x"]}""", "InvalidParameters", "Source.Credentials.Password")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"docker.io"},"targetTags":[null]}""", "InvalidParameters", "TargetTags")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"docker.io"},"targetTags":["x:a b"]}""", "InvalidParameters", "TargetTags")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"docker.io"},"untaggedTargetRepositories":["x:y"]}""", "InvalidParameters", "UntaggedTargetRepositories")]
    [InlineData("""{"source":{"sourceImage":"x","registryUri":"docker.io"},"targetTags":["x"],"mode":"Maybe"}""", "InvalidParameters", "Mode")]
    public async Task A_body_that_makes_no_sense_is_refused_at_once(string json, string code, string message)
    {
        using var response = await _user.PostImportAsync(json);

        Assert.Contains(message, await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.BadRequest, code), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_registry_that_the_caller_cannot_read_is_refused()
    {
        var id = _emulator.Registry("myregistry").ResourceId.ToString().Replace("myregistry", "otherregistry", StringComparison.Ordinal);
        using var response = await _user.PostImportAsync($$"""{"source":{"sourceImage":"x","resourceId":"{{id}}"},"targetTags":["x"]}""");

        var message = await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.Forbidden, "LinkedAuthorizationFailed");
        Assert.Contains($"on the linked scope(s) '{id}' (respectively) or the linked scope(s) are invalid.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_all_limits_is_refused()
    {
        // Otherwise the connection may be gone while the client still writes.
        _user.Http.DefaultRequestHeaders.ExpectContinue = true;
        using var response = await _user.PostImportAsync(new string(' ', 5 * 1024 * 1024) + "{}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
