using System.Text.Json;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Sources;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>Does an import: reads all of the image, verifies it, and only then lets it appear.</summary>
internal sealed class ImageImport(SourceRegistries sources, EmulatorStorage storage, TimeProvider time, TimeSpan delay)
{
    // Source: registry documentation, "Import container images", limits.
    private const int MaxManifests = 50;
    private const int MaxConfigLength = Manifest.MaxLength;

    public async Task RunAsync(ImportOrder order, CancellationToken cancellationToken)
    {
        if (!order.MoveTags && order.Targets.FirstOrDefault(target => Exists(order.Target, target)) is { } taken)
        {
            throw ImportException.TagExists(taken);
        }

        await Task.Delay(delay, time, cancellationToken);
        var source = await sources.OpenAsync(order.Caller, order.Source, order.SourceImage.Repository, cancellationToken);
        var image = await ReadManifestsAsync(source, order.SourceImage, cancellationToken);
        var leases = new List<BlobLease>();
        try
        {
            foreach (var blob in image.SelectMany(item => item.Manifest.Blobs).DistinctBy(blob => blob.Digest))
            {
                leases.Add(await LeaseAsync(source, blob, cancellationToken));
            }

            var copied = image.Select(item => new CopiedManifest(item.Manifest, item.Platform ?? PlatformOf(item.Manifest))).ToList();
            storage.WriterOf(order.Target.Name).Write(order.Targets, copied, order.MoveTags);
        }
        catch (TagExistsException e)
        {
            // Somebody set the tag since the import began.
            throw ImportException.TagExists(e.Target);
        }
        finally
        {
            foreach (var lease in leases)
            {
                await lease.DisposeAsync();
            }
        }
    }

    private static bool Exists(EmulatorRegistry registry, ImageTarget target) =>
        target.Tag is not null && registry.Store.FindTag(target.Repository, target.Tag) is not null;

    /// <summary>Reads the tag once, and from there on only digests; the manifest that was asked for comes last.</summary>
    private static async Task<List<CopiedManifest>> ReadManifestsAsync(IImageSource source, ImageName image, CancellationToken cancellationToken)
    {
        var read = new List<CopiedManifest>();
        var known = new HashSet<Digest>();
        try
        {
            var root = await source.GetManifestAsync(image.Digest?.ToString() ?? image.Tag ?? ImageReference.DefaultTag, cancellationToken);
            var waiting = new Queue<CopiedManifest>([new CopiedManifest(root, null)]);
            while (waiting.TryDequeue(out var next))
            {
                read.Add(next);
                if (read.Count + waiting.Count + next.Manifest.Children.Count > MaxManifests)
                {
                    throw ImportException.TooManyManifests(MaxManifests);
                }

                foreach (var child in next.Manifest.Children.Where(child => known.Add(child.Digest)))
                {
                    waiting.Enqueue(new CopiedManifest(await source.GetManifestAsync(child.Digest.ToString(), cancellationToken), child.Platform));
                }
            }

            read.Reverse();
            return read;
        }
        catch (ManifestFormatException e)
        {
            throw ImportException.ManifestInvalid(e);
        }
    }

    private async Task<BlobLease> LeaseAsync(IImageSource source, Descriptor blob, CancellationToken cancellationToken)
    {
        try
        {
            var lease = await storage.Pool.LeaseAsync(blob.Digest, token => source.OpenBlobAsync(blob.Digest, token), cancellationToken);
            if (storage.Blobs.FindLength(blob.Digest) == blob.Size)
            {
                return lease;
            }

            await lease.DisposeAsync();
            throw ImportException.BlobsNotCopied();
        }
        catch (Exception e) when (e is DigestMismatchException or IOException)
        {
            throw ImportException.BlobsNotCopied(e);
        }
    }

    // An image without an index says in its configuration what it runs on.
    private Platform? PlatformOf(Manifest manifest)
    {
        if (manifest.Config is not { } config || !MediaTypes.IsImageConfig(config.MediaType) || config.Size > MaxConfigLength)
        {
            return null;
        }

        try
        {
            using var content = storage.Blobs.OpenRead(config.Digest);
            using var json = JsonDocument.Parse(content);
            return json.RootElement.TryGetProperty("os", out var os) && json.RootElement.TryGetProperty("architecture", out var architecture)
                ? new Platform(os.GetString() ?? string.Empty, architecture.GetString() ?? string.Empty)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ImportException.ManifestInvalid(new ManifestFormatException("The image's configuration is not valid JSON.", e));
        }
    }
}
