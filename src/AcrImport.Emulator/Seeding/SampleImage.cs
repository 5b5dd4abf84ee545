using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Seeding;

/// <summary>
/// A small image for three platforms: an index, and for each platform a manifest, a configuration and a layer with one file.
/// The same name gives the same digests, always and everywhere.
/// </summary>
internal sealed class SampleImage
{
    private static readonly DateTimeOffset Created = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Command = ["/hello.txt"];
    private static readonly Platform[] Platforms = [new("linux", "amd64"), new("linux", "arm64"), new("windows", "amd64")];

    private readonly List<byte[]> _blobs = [];
    private readonly List<CopiedManifest> _manifests = [];

    private SampleImage(string greeting)
    {
        var children = Platforms.Select(platform => AddPlatform(greeting, platform)).ToList();
        Add(new { schemaVersion = 2, mediaType = MediaTypes.OciIndex, manifests = children }, MediaTypes.OciIndex, null);
    }

    /// <summary>Makes the image of a name and puts it into a registry.</summary>
    /// <returns>The digest of the index.</returns>
    public static Task<Digest> AddAsync(EmulatorStorage storage, string registry, ImageTarget target) =>
        AddAsync(storage, registry, target, $"Hello from {target}");

    /// <summary>Makes an image that says something else, and puts it into a registry under a name.</summary>
    public static async Task<Digest> AddAsync(EmulatorStorage storage, string registry, ImageTarget target, string greeting)
    {
        var image = new SampleImage(greeting);
        var leases = new List<BlobLease>();
        try
        {
            foreach (var blob in image._blobs)
            {
                leases.Add(await storage.Pool.LeaseAsync(
                    Manifest.DigestOf(blob), _ => Task.FromResult<Stream>(new MemoryStream(blob)), CancellationToken.None));
            }

            storage.WriterOf(registry).Write([target], image._manifests, moveTags: true);
            return image._manifests[^1].Manifest.Digest;
        }
        finally
        {
            foreach (var lease in leases)
            {
                await lease.DisposeAsync();
            }
        }
    }

    private object AddPlatform(string greeting, Platform platform)
    {
        var tar = TarOf(platform.Os == "windows" ? "Files/hello.txt" : "hello.txt", $"{greeting}, {platform.Os}/{platform.Architecture}.\n");
        var layer = AddBlob(StoredGzip.Wrap(tar), MediaTypes.OciLayer);
        var config = AddBlob(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    created = Created.UtcDateTime,
                    architecture = platform.Architecture,
                    os = platform.Os,
                    config = new { Cmd = Command },
                    rootfs = new { type = "layers", diff_ids = new[] { "sha256:" + Convert.ToHexStringLower(SHA256.HashData(tar)) } },
                    history = new[] { new { created = Created.UtcDateTime, created_by = "COPY hello.txt /" } },
                },
                EmulatorJson.Options),
            MediaTypes.OciImageConfig);
        return Add(
            new { schemaVersion = 2, mediaType = MediaTypes.OciManifest, config, layers = new[] { layer } }, MediaTypes.OciManifest, platform);
    }

    private object Add(object manifest, string mediaType, Platform? platform)
    {
        var parsed = Manifest.Parse(JsonSerializer.SerializeToUtf8Bytes(manifest, EmulatorJson.Options), mediaType);
        _manifests.Add(new CopiedManifest(parsed, platform));
        return DescriptorOf(parsed.Content, mediaType, platform is null ? null : new { architecture = platform.Architecture, os = platform.Os });
    }

    private object AddBlob(byte[] content, string mediaType)
    {
        _blobs.Add(content);
        return DescriptorOf(content, mediaType, null);
    }

    private static object DescriptorOf(byte[] content, string mediaType, object? platform) =>
        new { mediaType, digest = Manifest.DigestOf(content).ToString(), size = content.Length, platform };

    private static byte[] TarOf(string name, string text)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                ModificationTime = Created,
                Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                DataStream = content,
            });
        }

        return tar.ToArray();
    }
}
