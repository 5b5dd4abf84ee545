namespace AcrImport.Emulator.Registries.Push;

/// <summary>A blob on its way, in a file that nobody else sees and that goes with the session.</summary>
internal sealed class UploadSession(string repository) : IAsyncDisposable
{
    private readonly FileStream _content = new(
        Path.Combine(Path.GetTempPath(), $"acr-upload-{Guid.NewGuid():N}"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });

    public Guid Id { get; } = Guid.NewGuid();

    public string Repository => repository;

    public long Length => _content.Length;

    /// <summary>Gets whose turn it is: a client that sends two parts at once must not mix them.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Appends a part; of a part that breaks off nothing stays.</summary>
    public async Task AppendAsync(Stream part, CancellationToken cancellationToken)
    {
        var before = _content.Length;
        _content.Position = before;
        try
        {
            await part.CopyToAsync(_content, cancellationToken);
            await _content.FlushAsync(cancellationToken);
        }
        catch
        {
            _content.SetLength(before);
            throw;
        }
    }

    public Stream Rewind()
    {
        _content.Position = 0;
        return _content;
    }

    public async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        Turn.Dispose();
    }
}
