using System.Text.Json;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Images;

/// <summary>Reads what an image without an index runs on: its configuration, which is in the store already, says so.</summary>
internal sealed class PlatformReader(IBlobStore blobs)
{
    private const int MaxConfigLength = Manifest.MaxLength;

    /// <exception cref="ManifestFormatException">The configuration is not JSON.</exception>
    public Platform? PlatformOf(Manifest manifest)
    {
        if (manifest.Config is not { } config || !MediaTypes.IsImageConfig(config.MediaType) || config.Size > MaxConfigLength)
        {
            return null;
        }

        try
        {
            using var content = blobs.OpenRead(config.Digest);
            using var json = JsonDocument.Parse(content);
            return json.RootElement.TryGetProperty("os", out var os) && json.RootElement.TryGetProperty("architecture", out var architecture)
                ? new Platform(os.GetString() ?? string.Empty, architecture.GetString() ?? string.Empty)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ManifestFormatException("The image's configuration is not valid JSON.", e);
        }
    }
}
