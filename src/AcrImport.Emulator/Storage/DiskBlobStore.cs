namespace AcrImport.Emulator.Storage;

/// <summary>Blobs as files, <c>sha256/ab/ab12…</c>. A file appears under its name only when it is whole and verified.</summary>
internal sealed class DiskBlobStore : IBlobStore
{
    private readonly string _root;
    private readonly string _unfinished;

    public DiskBlobStore(string root)
    {
        _root = root;
        _unfinished = Path.Combine(root, "unfinished");
        if (Directory.Exists(_unfinished))
        {
            // What a killed process left behind.
            Directory.Delete(_unfinished, recursive: true);
        }

        Directory.CreateDirectory(_unfinished);
    }

    public long? FindLength(Digest digest)
    {
        var file = new FileInfo(PathOf(digest));
        return file.Exists ? file.Length : null;
    }

    public Stream OpenRead(Digest digest) =>
        new FileStream(PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 4096, useAsync: true);

    public async Task AddAsync(Digest digest, Stream content, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(_unfinished, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true))
            {
                await VerifiedCopy.CopyAsync(content, file, digest, cancellationToken);
            }

            var target = PathOf(digest);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public void Delete(Digest digest) => File.Delete(PathOf(digest));

    private string PathOf(Digest digest) => Path.Combine(_root, digest.Algorithm, digest.Hex[..2], digest.Hex);
}
