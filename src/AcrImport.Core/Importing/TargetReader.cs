namespace AcrImport;

/// <summary>Reads the digests that targets have, over the registry's own API. A registry that is closed to this machine is told, not thrown.</summary>
internal sealed class TargetReader(IRegistryReader reader)
{
    /// <param name="registry">The registry's login server.</param>
    /// <param name="targets">The tags.</param>
    /// <param name="untagged">The repositories that hold the image without a tag; they are looked at where the digest is known.</param>
    /// <param name="digest">The source's digest, or null.</param>
    /// <param name="log">Where steps are told.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<TargetReading> ReadAsync(
        RegistryHost registry, IReadOnlyList<ImageName> targets, IReadOnlyList<string> untagged, Digest? digest, IImportLog log, CancellationToken cancellation)
    {
        var names = digest is null ? targets : [.. targets, .. untagged.Select(repository => ImageName.Parse($"{repository}@{digest}"))];
        var states = new List<TargetState>(names.Count);
        try
        {
            foreach (var name in names)
            {
                states.Add(new TargetState(name, await reader.ResolveDigestAsync(registry, name, log, cancellation).ConfigureAwait(false)));
            }

            return TargetReading.Of(states);
        }
        catch (AcrImportException unreadable)
        {
            log.Verbose($"The target registry cannot be read from here: {unreadable.Message}");
            return TargetReading.Not(unreadable.Message);
        }
    }
}
