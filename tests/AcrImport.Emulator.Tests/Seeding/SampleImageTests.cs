using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Seeding;

namespace AcrImport.Emulator.Tests.Seeding;

public sealed class SampleImageTests
{
    [Fact]
    public async Task Hello_world_is_the_same_image_always_and_everywhere()
    {
        await using var emulator = await EmulatorServer.StartAsync();

        Assert.Equal(
            "sha256:0e805b0cced18bdb640987bfb0c051fccad66edc9953542b67e15d090723a187",
            emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest.ToString());
    }

    [Fact]
    public async Task Its_layers_unpack_and_its_configurations_fit_them()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        var store = emulator.DockerHub.Store;
        var images = store.ListManifests("library/hello-world").Where(manifest => manifest.Platform is not null).ToList();
        Assert.Equal(3, images.Count);

        foreach (var image in images)
        {
            var manifest = Manifest.Parse(image.Content.ToArray(), image.MediaType);
            await using var config = store.OpenBlob(manifest.Config!.Digest);
            var json = JsonNode.Parse(config)!;
            Assert.Equal(image.Platform, new Platform(json["os"]!.GetValue<string>(), json["architecture"]!.GetValue<string>()));

            await using var layer = store.OpenBlob(Assert.Single(manifest.Layers).Digest);
            await using var gzip = new GZipStream(layer, CompressionMode.Decompress);
            using var tar = new MemoryStream();
            await gzip.CopyToAsync(tar);
            Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(tar.ToArray())), json["rootfs"]!["diff_ids"]![0]!.GetValue<string>());

            tar.Position = 0;
            await using var reader = new TarReader(tar);
            var entry = (await reader.GetNextEntryAsync())!;
            using var text = new StreamReader(entry.DataStream!);
            Assert.Equal(
                $"Hello from library/hello-world:latest, {image.Platform!.Os}/{image.Platform.Architecture}.\n", await text.ReadToEndAsync());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(200_000)]
    public async Task Gzip_without_compression_is_gzip(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        using var unpacked = new MemoryStream();
        await using var gzip = new GZipStream(new MemoryStream(StoredGzip.Wrap(content)), CompressionMode.Decompress);

        await gzip.CopyToAsync(unpacked);

        Assert.Equal(content, unpacked.ToArray());
    }
}
