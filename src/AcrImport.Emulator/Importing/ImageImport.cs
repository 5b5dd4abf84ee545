using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Sources;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>Does an import: reads all of the image, verifies it, and only then lets it appear.</summary>
internal sealed class ImageImport(
    SourceRegistries sources, EmulatorStorage storage, SomebodyElse somebodyElse, TimeProvider time, TimeSpan delay)
{
    // Source: registry documentation, "Import container images", limits.
    private const int MaxManifests = 50;

    private readonly PlatformReader _platforms = new(storage.Blobs);

    /// <summary>Notes when an import was accepted.</summary>
    public long Accept() => time.GetTimestamp();

    public async Task RunAsync(
        ImportOrder order, ImportProgress progress, IReadOnlySet<FaultKind> faults, long accepted, CancellationToken cancellationToken)
    {
        if (order.Target.Options is { IsRestricted: true, TrustedServices: false })
        {
            throw ImportException.TargetRefuses(RegistryError.Denied());
        }

        if (!order.MoveTags && order.Targets.FirstOrDefault(target => Exists(order.Target, target)) is { } taken)
        {
            throw ImportException.TagExists(taken);
        }

        var source = await sources.OpenAsync(order.Caller, order.Source, order.SourceImage.Repository, cancellationToken);
        var image = await ReadManifestsAsync(source, order.SourceImage, cancellationToken);
        progress.Began(image);
        var leases = new List<BlobLease>();
        var known = new HashSet<Digest>();
        try
        {
            foreach (var (number, manifest) in image.Select(item => item.Manifest).Index())
            {
                await UntilAsync(accepted, delay * (number + 1) / image.Count, cancellationToken);
                foreach (var blob in manifest.Blobs.Where(blob => known.Add(blob.Digest)))
                {
                    leases.Add(await LeaseAsync(source, blob, cancellationToken));
                }

                progress.Copied(manifest.Digest);
            }

            var copied = image.Select(item => new CopiedManifest(item.Manifest, item.Platform ?? _platforms.PlatformOf(item.Manifest))).ToList();
            await StrikeAsync(order, faults, cancellationToken);
            var moved = faults.Contains(FaultKind.SourceTagMoves) && order.SourceImage.Digest is null ? await somebodyElse.MoveSourceAsync(order) : null;
            storage.WriterOf(order.Target.Name).Write(order.Targets, copied, order.MoveTags, moved);
            if (faults.Contains(FaultKind.TargetTagMoves))
            {
                await somebodyElse.SetTargetTagsAsync(order);
            }
        }
        catch (ManifestFormatException e)
        {
            throw ImportException.ManifestInvalid(e);
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

    private Task UntilAsync(long accepted, TimeSpan due, CancellationToken cancellationToken)
    {
        var left = due - time.GetElapsedTime(accepted);
        return left > TimeSpan.Zero ? Task.Delay(left, time, cancellationToken) : Task.CompletedTask;
    }

    private async Task StrikeAsync(ImportOrder order, IReadOnlySet<FaultKind> faults, CancellationToken cancellationToken)
    {
        if (faults.Contains(FaultKind.Hang))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        if (faults.Contains(FaultKind.FailLate))
        {
            throw ImportException.BlobsNotCopied();
        }

        if (faults.Contains(FaultKind.TargetTagTaken))
        {
            await somebodyElse.SetTargetTagsAsync(order);
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
}
