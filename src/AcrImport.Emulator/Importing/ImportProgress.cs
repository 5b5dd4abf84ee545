using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>How far an import is: its manifests, once they are known, and which of them have been copied.</summary>
internal sealed class ImportProgress
{
    private readonly Lock _gate = new();
    private readonly HashSet<Digest> _copied = [];
    private IReadOnlyList<Digest> _manifests = [];

    public void Began(IEnumerable<CopiedManifest> manifests)
    {
        lock (_gate)
        {
            _manifests = [.. manifests.Select(copied => copied.Manifest.Digest)];
        }
    }

    public void Copied(Digest manifest)
    {
        lock (_gate)
        {
            _copied.Add(manifest);
        }
    }

    /// <summary>Returns each manifest, and whether it has been copied.</summary>
    public IReadOnlyList<(Digest Manifest, bool IsCopied)> Read()
    {
        lock (_gate)
        {
            return [.. _manifests.Select(manifest => (manifest, _copied.Contains(manifest)))];
        }
    }
}
