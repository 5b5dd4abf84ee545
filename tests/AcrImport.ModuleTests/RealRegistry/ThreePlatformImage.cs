using System.Security.Cryptography;
using System.Text.Json;

namespace AcrImport.ModuleTests.RealRegistry;

/// <summary>Writes an OCI layout of an image for three platforms with a layer of 8 MiB each, as skopeo reads it.</summary>
internal static class ThreePlatformImage
{
    private const int LayerSize = 8 * 1024 * 1024;

    public static void Write(string folder)
    {
        var index = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.oci.image.index.v1+json",
            manifests = new[] { Platform(folder, "amd64", 1), Platform(folder, "arm64", 2), Platform(folder, "s390x", 3) },
        });
        var layout = new
        {
            schemaVersion = 2,
            manifests = new[] { new { mediaType = "application/vnd.oci.image.index.v1+json", digest = Blob(folder, index), size = index.Length } },
        };
        File.WriteAllBytes(Path.Combine(folder, "index.json"), JsonSerializer.SerializeToUtf8Bytes(layout));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    private static object Platform(string folder, string architecture, int seed)
    {
        var layer = new byte[LayerSize];
        new Random(seed).NextBytes(layer);
        var layerDigest = Blob(folder, layer);
        var config = JsonSerializer.SerializeToUtf8Bytes(new { architecture, os = "linux", rootfs = new { type = "layers", diff_ids = new[] { layerDigest } } });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.oci.image.manifest.v1+json",
            config = new { mediaType = "application/vnd.oci.image.config.v1+json", digest = Blob(folder, config), size = config.Length },
            layers = new[] { new { mediaType = "application/vnd.oci.image.layer.v1.tar", digest = layerDigest, size = layer.Length } },
        });
        return new
        {
            mediaType = "application/vnd.oci.image.manifest.v1+json",
            digest = Blob(folder, manifest),
            size = manifest.Length,
            platform = new { os = "linux", architecture },
        };
    }

    private static string Blob(string folder, byte[] content)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(content));
        var file = Path.Combine(folder, "blobs", "sha256", hex);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return "sha256:" + hex;
    }
}
