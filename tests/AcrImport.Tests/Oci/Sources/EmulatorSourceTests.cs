using System.Net;
using AcrImport.Azure.Oci;
using AcrImport.Emulator;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

/// <summary>Over real sockets and real TLS.</summary>
public sealed class EmulatorSourceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_the_sample_registry_under_the_name_of_Docker_Hub()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var digest = await emulator.AddSampleImageAsync("library/nginx:1.27");
        var reader = SourceReader.Create(
            SourceVisitor.Options(new Dictionary<string, Uri> { ["docker.io"] = new($"https://{emulator.DockerHub.LoginServer}") }, emulator.Certificate.RawData), null);

        Assert.Equal(digest, await reader.ResolveSourceDigestAsync(RegistryHost.DockerHub, ImageName.Parse("library/nginx:1.27"), null, new KeptLog(), Stop));
        Assert.Equal(digest, await reader.ResolveSourceDigestAsync(RegistryHost.DockerHub, ImageName.Parse($"library/nginx@{digest}"), null, new KeptLog(), Stop));
        Assert.Null(await reader.ResolveSourceDigestAsync(RegistryHost.DockerHub, ImageName.Parse("library/nginx:none"), null, new KeptLog(), Stop));
    }

    [Theory]
    [InlineData(true, AcrErrorKind.SourceUnauthorized)]
    [InlineData(false, AcrErrorKind.SourceUnauthorized)]
    public async Task Is_refused_by_a_registry_that_asks_for_a_token_it_does_not_give(bool isWrong, AcrErrorKind kind)
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var reader = SourceReader.Create(SourceVisitor.Options(certificate: emulator.Certificate.RawData), null);
        var host = RegistryHost.Parse(emulator.Registry("myregistry").LoginServer);

        var error = await Assert.ThrowsAsync<AcrImportException>(() =>
            reader.ResolveSourceDigestAsync(host, ImageName.Parse("a:v1"), isWrong ? SourceVisitor.User() : null, new KeptLog(), Stop));

        Assert.Equal(kind, error.Kind);
    }

    [Fact]
    public async Task Reads_a_registry_that_gives_tokens_for_a_password()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var reader = SourceReader.Create(SourceVisitor.Options(certificate: emulator.Certificate.RawData), null);
        var host = RegistryHost.Parse(emulator.Registry("myregistry").LoginServer);
        var credential = new SourceCredential(
            emulator.Connection.ClientId.ToString(), new NetworkCredential("", emulator.Connection.ClientSecret).SecurePassword);

        // The registry is empty, and says so only to those whom it knows.
        Assert.Null(await reader.ResolveSourceDigestAsync(host, ImageName.Parse("a:v1"), credential, new KeptLog(), Stop));
    }

    [Fact]
    public async Task Trusts_no_certificate_that_it_was_not_given()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var reader = SourceReader.Create(SourceVisitor.Options(), null);
        var host = RegistryHost.Parse(emulator.DockerHub.LoginServer);

        // Neither the certificate is taken nor does the port speak plain http.
        await Assert.ThrowsAsync<AcrImportException>(() => reader.ResolveSourceDigestAsync(host, ImageName.Parse("library/hello-world"), null, new KeptLog(), Stop));
    }
}
