using Microsoft.Data.Sqlite;

namespace AcrImport.Emulator.Storage;

/// <summary>Makes an image, whose blobs are in the store already, appear in a registry: all of it at once, or nothing.</summary>
internal sealed class ImageWriter(MetadataDatabase database, string registry, TimeProvider time)
{
    /// <param name="targets">The repositories and tags.</param>
    /// <param name="manifests">The image's manifests; the last one is what the tags name.</param>
    /// <param name="moveTags">Whether tags that exist are moved.</param>
    /// <param name="tagDigest">What the tags name instead of the last manifest; null for the last manifest.</param>
    /// <exception cref="TagExistsException">A tag exists, and <paramref name="moveTags"/> is false.</exception>
    public void Write(IReadOnlyList<ImageTarget> targets, IReadOnlyList<CopiedManifest> manifests, bool moveTags, Digest? tagDigest = null) => database.Run(transaction =>
    {
        var now = time.GetUtcNow().UtcTicks;
        foreach (var target in targets)
        {
            var repository = EnterRepository(transaction, target.Repository, now);
            foreach (var manifest in manifests)
            {
                AddManifest(transaction, repository, manifest, now);
            }

            if (target.Tag is not null)
            {
                SetTag(transaction, repository, target, tagDigest ?? manifests[^1].Manifest.Digest, moveTags, now);
            }
        }

        return targets.Count;
    });

    /// <summary>Lets a repository have a blob that no manifest refers to yet.</summary>
    public void Hold(string repository, Digest blob) => database.Run(transaction =>
    {
        var id = EnterRepository(transaction, repository, time.GetUtcNow().UtcTicks);
        transaction.Execute("INSERT OR IGNORE INTO pushed (repository, blob) VALUES ($id, $blob)", ("$id", id), ("$blob", blob.ToString()));
        return 0;
    });

    private static void AddManifest(SqliteTransaction transaction, object repository, CopiedManifest copied, long now)
    {
        var manifest = copied.Manifest;
        transaction.Execute(
            """
            INSERT INTO manifests (repository, digest, media_type, content, os, architecture, created, updated)
            VALUES ($repository, $digest, $type, $content, $os, $architecture, $now, $now)
            ON CONFLICT DO UPDATE SET updated = $now
            """,
            ("$repository", repository), ("$digest", manifest.Digest.ToString()), ("$type", manifest.MediaType), ("$content", manifest.Content),
            ("$os", copied.Platform?.Os), ("$architecture", copied.Platform?.Architecture), ("$now", now));
        foreach (var blob in manifest.Blobs)
        {
            transaction.Execute(
                "INSERT OR IGNORE INTO contents (repository, manifest, blob) VALUES ($repository, $manifest, $blob)",
                ("$repository", repository), ("$manifest", manifest.Digest.ToString()), ("$blob", blob.Digest.ToString()));
        }

        if (manifest.Subject is { } subject)
        {
            transaction.Execute(
                "INSERT OR IGNORE INTO referrers (repository, subject, manifest) VALUES ($repository, $subject, $manifest)",
                ("$repository", repository), ("$subject", subject.ToString()), ("$manifest", manifest.Digest.ToString()));
        }
    }

    private static void SetTag(SqliteTransaction transaction, object repository, ImageTarget target, Digest digest, bool move, long now)
    {
        var exists = transaction.Scalar(
            "SELECT 1 FROM tags WHERE repository = $repository AND name = $name", ("$repository", repository), ("$name", target.Tag)) is not null;
        if (exists && !move)
        {
            throw new TagExistsException(target);
        }

        transaction.Execute(
            """
            INSERT INTO tags (repository, name, digest, created, updated) VALUES ($repository, $name, $digest, $now, $now)
            ON CONFLICT DO UPDATE SET digest = $digest, updated = $now
            """,
            ("$repository", repository), ("$name", target.Tag), ("$digest", digest.ToString()), ("$now", now));
    }

    private object EnterRepository(SqliteTransaction transaction, string name, long now) => transaction.Scalar(
        """
        INSERT INTO repositories (registry, name, created, updated) VALUES ($registry, $name, $now, $now)
        ON CONFLICT DO UPDATE SET updated = $now RETURNING id
        """,
        ("$registry", registry), ("$name", name), ("$now", now))!;
}
