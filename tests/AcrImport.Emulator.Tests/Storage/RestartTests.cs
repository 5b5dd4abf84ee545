using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Storage;

public sealed class RestartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acr-data-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_data_directory_survives_a_restart()
    {
        Digest digest;
        string resourceId;
        await using (var emulator = await StartAsync())
        {
            using var user = new EmulatorUser(emulator);
            using var imported = await user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));
            digest = emulator.Registry("myregistry").Store.FindTag("hello", "v1")!.Digest;
            resourceId = emulator.Registry("myregistry").ResourceId.ToString();
        }

        await using var again = await StartAsync();
        using var userAgain = new EmulatorUser(again);
        var registry = again.Registry("myregistry");
        Assert.Equal(resourceId, registry.ResourceId.ToString());
        Assert.Equal(digest, registry.Store.FindTag("hello", "v1")!.Digest);
        var layer = registry.Store.ListManifests("hello").SelectMany(manifest => Manifest.Parse(manifest.Content.ToArray(), null).Layers).First();
        using var blob = await userAgain.RegistryAsync(registry, $"/v2/hello/blobs/{layer.Digest}");
        Assert.Equal(layer.Digest, Manifest.DigestOf(await blob.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task A_lying_source_leaves_no_file()
    {
        await using var upstream = await Upstream.StartAsync(async context =>
        {
            if (!context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal))
            {
                return false;
            }

            await context.Response.Body.WriteAsync(new byte[100_000]);
            return true;
        });
        await using var emulator = await StartAsync();
        using var user = new EmulatorUser(emulator);

        using var failed = await user.ImportAsync(EmulatorUser.ImportOf(upstream.Host, "library/hello-world", "hello:v1"));

        await EmulatorUser.ArmErrorAsync(failed, System.Net.HttpStatusCode.BadRequest, "InvalidParameters");
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Two_emulators_cannot_share_a_data_directory()
    {
        await using var emulator = await StartAsync();

        await Assert.ThrowsAsync<IOException>(StartAsync);
    }

    private Task<EmulatorServer> StartAsync() => EmulatorServer.StartAsync(new EmulatorOptions { DataDirectory = _directory });
}
