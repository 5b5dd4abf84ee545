using System.Text;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Tests.Storage;

public sealed class BlobStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acr-blobs-").FullName;

    private static readonly byte[] Content = Encoding.UTF8.GetBytes("content of a blob");
    private static readonly Digest Name = Manifest.DigestOf(Content);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("memory")]
    [InlineData("disk")]
    public async Task A_blob_is_there_from_adding_to_deleting(string kind)
    {
        var store = StoreOf(kind);
        Assert.Null(store.FindLength(Name));

        await store.AddAsync(Name, new MemoryStream(Content), CancellationToken.None);
        await store.AddAsync(Name, new MemoryStream(Content), CancellationToken.None);

        Assert.Equal(Content.Length, store.FindLength(Name));
        await using (var stream = store.OpenRead(Name))
        {
            Assert.True(stream.CanSeek);
            var read = new byte[Content.Length + 1];
            Assert.Equal(Content.Length, await stream.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false));
            Assert.Equal(Content, read[..^1]);
        }

        store.Delete(Name);
        store.Delete(Name);
        Assert.Null(store.FindLength(Name));
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("disk")]
    public async Task Content_with_another_digest_is_not_stored(string kind)
    {
        var store = StoreOf(kind);

        var mismatch = await Assert.ThrowsAsync<DigestMismatchException>(
            () => store.AddAsync(Name, new MemoryStream([1, 2, 3]), CancellationToken.None));

        Assert.Contains(Name.ToString(), mismatch.Message, StringComparison.Ordinal);
        Assert.Null(store.FindLength(Name));
        Assert.Empty(Directory.GetFiles(_directory, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("disk")]
    public async Task Sha512_is_verified_as_well(string kind)
    {
        var store = StoreOf(kind);
        var digest = Digest.Parse("sha512:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA512.HashData(Content)));

        await store.AddAsync(digest, new MemoryStream(Content), CancellationToken.None);

        Assert.Equal(Content.Length, store.FindLength(digest));
    }

    [Fact]
    public async Task A_disk_store_keeps_blobs_and_drops_what_was_not_finished()
    {
        await StoreOf("disk").AddAsync(Name, new MemoryStream(Content), CancellationToken.None);
        var unfinished = Path.Combine(_directory, "unfinished", "left-by-a-killed-process");
        await File.WriteAllBytesAsync(unfinished, Content);

        Assert.Equal(Content.Length, StoreOf("disk").FindLength(Name));
        Assert.False(File.Exists(unfinished));
    }

    [Fact]
    public async Task A_blob_without_a_manifest_leaves_with_its_last_writer()
    {
        var store = new MemoryBlobStore();
        var pool = new BlobPool(store, _ => false);
        var one = await pool.LeaseAsync(Name, Fetch, CancellationToken.None);
        var two = await pool.LeaseAsync(Name, _ => throw new InvalidOperationException("fetched twice"), CancellationToken.None);

        await one.DisposeAsync();
        Assert.NotNull(store.FindLength(Name));
        await two.DisposeAsync();
        Assert.Null(store.FindLength(Name));
    }

    [Fact]
    public async Task A_blob_with_a_manifest_stays()
    {
        var store = new MemoryBlobStore();
        var pool = new BlobPool(store, digest => digest.Equals(Name));

        await (await pool.LeaseAsync(Name, Fetch, CancellationToken.None)).DisposeAsync();

        Assert.NotNull(store.FindLength(Name));
    }

    private static Task<Stream> Fetch(CancellationToken cancellationToken) => Task.FromResult<Stream>(new MemoryStream(Content));

    private IBlobStore StoreOf(string kind) => kind == "disk" ? new DiskBlobStore(_directory) : new MemoryBlobStore();
}
