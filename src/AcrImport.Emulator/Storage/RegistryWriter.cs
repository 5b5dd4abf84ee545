using Microsoft.Data.Sqlite;

namespace AcrImport.Emulator.Storage;

/// <summary>What those who push to a registry and delete from it do to its content.</summary>
internal sealed class RegistryWriter(MetadataDatabase database, BlobPool pool, ImageWriter images, string registry)
{
    /// <summary>Stores a blob and lets a repository have it, although no manifest refers to it yet.</summary>
    public async Task HoldAsync(string repository, Digest blob, Func<Stream> content, CancellationToken cancellationToken)
    {
        await using var lease = await pool.LeaseAsync(blob, _ => Task.FromResult(content()), cancellationToken);
        images.Hold(repository, blob);
    }

    /// <summary>Stores a manifest, whose blobs the repository has, and sets a tag where there is one.</summary>
    public void Put(ImageTarget target, CopiedManifest manifest) => images.Write([target], [manifest], moveTags: true);

    /// <summary>Deletes a manifest and its tags.</summary>
    public async Task DeleteManifestAsync(string repository, Digest digest)
    {
        var blobs = database.Run(transaction =>
        {
            var id = IdOf(transaction, repository);
            var held = transaction.Query(
                "SELECT blob FROM contents WHERE repository = $id AND manifest = $digest",
                reader => Digest.Parse(reader.GetString(0)),
                ("$id", id), ("$digest", digest.ToString()));
            transaction.Execute("DELETE FROM tags WHERE repository = $id AND digest = $digest", ("$id", id), ("$digest", digest.ToString()));
            transaction.Execute("DELETE FROM manifests WHERE repository = $id AND digest = $digest", ("$id", id), ("$digest", digest.ToString()));
            return held;
        });
        await pool.SweepAsync(blobs);
    }

    public void DeleteTag(string repository, string tag) => database.Run(transaction =>
    {
        transaction.Execute(
            "DELETE FROM tags WHERE repository = $id AND name = $name", ("$id", IdOf(transaction, repository)), ("$name", tag));
        return 0;
    });

    /// <summary>Locks a repository, or a tag or manifest of it, or frees it.</summary>
    /// <param name="repository">The repository, which is there.</param>
    /// <param name="item">The tag or digest; empty for the repository.</param>
    /// <param name="on">The locks that it gets.</param>
    /// <param name="off">The locks that it loses.</param>
    public void ChangeLocks(string repository, string item, ItemLocks on, ItemLocks off) => database.Run(transaction =>
    {
        transaction.Execute(
            "INSERT INTO locks (repository, item, locks) VALUES ($id, $item, $on) ON CONFLICT DO UPDATE SET locks = locks & ~$off | $on",
            ("$id", IdOf(transaction, repository)), ("$item", item), ("$on", (int)on), ("$off", (int)off));
        return 0;
    });

    /// <summary>Deletes a repository with all that it has.</summary>
    public async Task DeleteRepositoryAsync(string repository)
    {
        var blobs = database.Run(transaction =>
        {
            var id = IdOf(transaction, repository);
            var held = transaction.Query(
                "SELECT blob FROM contents WHERE repository = $id UNION SELECT blob FROM pushed WHERE repository = $id",
                reader => Digest.Parse(reader.GetString(0)),
                ("$id", id));
            transaction.Execute("DELETE FROM repositories WHERE id = $id", ("$id", id));
            return held;
        });
        await pool.SweepAsync(blobs);
    }

    /// <summary>Deletes all repositories, also those to which nothing but blobs were pushed.</summary>
    public async Task DeleteEverythingAsync()
    {
        var names = database.Run(transaction => transaction.Query(
            "SELECT name FROM repositories WHERE registry = $registry", reader => reader.GetString(0), ("$registry", registry)));
        foreach (var name in names)
        {
            await DeleteRepositoryAsync(name);
        }
    }

    private object? IdOf(SqliteTransaction transaction, string repository) => transaction.Scalar(
        "SELECT id FROM repositories WHERE registry = $registry AND name = $name", ("$registry", registry), ("$name", repository));
}
