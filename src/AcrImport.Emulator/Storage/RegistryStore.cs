using AcrImport.Emulator.Images;
using Microsoft.Data.Sqlite;

namespace AcrImport.Emulator.Storage;

/// <summary>What one registry holds: the truth behind its endpoints, and what tests assert on.</summary>
public sealed class RegistryStore
{
    private const string TagColumns = "name, digest, created, updated, "
        + "coalesce((SELECT locks FROM locks WHERE locks.repository = tags.repository AND item = name), 0) AS locked";

    private const string ManifestColumns = "digest, media_type, content, os, architecture, created, updated, "
        + "coalesce((SELECT locks FROM locks WHERE locks.repository = manifests.repository AND item = digest), 0) AS locked";

    private const string RepositoryLocks = "coalesce((SELECT locks FROM locks WHERE repository = id AND item = ''), 0) AS locked";

    private readonly MetadataDatabase _database;
    private readonly IBlobStore _blobs;
    private readonly string _registry;
    private readonly IReadOnlyList<SynthesizedRepository> _synthesized;

    internal RegistryStore(MetadataDatabase database, IBlobStore blobs, string registry, IReadOnlyList<SynthesizedRepository>? synthesized = null)
    {
        _database = database;
        _blobs = blobs;
        _registry = registry;
        _synthesized = synthesized ?? [];
    }

    /// <summary>Returns the names of the repositories; one to which nothing but blobs were pushed is not there yet.</summary>
    public IReadOnlyList<string> ListRepositories(PageRequest? page = null) => _database.Run(transaction =>
    {
        page ??= PageRequest.All;
        var sql = $"SELECT name, {RepositoryLocks} FROM repositories WHERE registry = $registry AND EXISTS (SELECT 1 FROM manifests WHERE repository = id) " + page.Clause("name");
        var stored = transaction.Query(sql, reader => reader.GetString(0), page.Parameters(("$registry", _registry)));
        var further = _synthesized.Select(repository => repository.Name).Where(name => string.CompareOrdinal(name, page.After?.Key) > 0);
        return stored.Union(further).Order(StringComparer.Ordinal).Take(page.Count).ToList();
    });

    /// <summary>Returns a repository, or null where the registry does not have it.</summary>
    public StoredRepository? FindRepository(string repository) => Synthesized(repository)?.Repository ?? _database.Run(transaction => transaction.Query(
        $"""
        SELECT name, created, updated,
            (SELECT count(*) FROM manifests WHERE repository = id), (SELECT count(*) FROM tags WHERE repository = id), {RepositoryLocks}
        FROM repositories WHERE registry = $registry AND name = $name
        """,
        reader => new StoredRepository(reader.GetString(0), reader.Time(1), reader.Time(2), reader.GetInt32(3), reader.GetInt32(4), reader.Locks(5)),
        ("$registry", _registry), ("$name", repository)).SingleOrDefault());

    /// <summary>Returns the tags of a repository.</summary>
    /// <param name="repository">The repository; one that does not exist has no tags.</param>
    /// <param name="page">Which part of the list; null for all.</param>
    /// <param name="digest">Only tags of this manifest; null for all.</param>
    public IReadOnlyList<StoredTag> ListTags(string repository, PageRequest? page = null, Digest? digest = null) => Synthesized(repository)?.ListTags(page ?? PageRequest.All, digest) ?? _database.Run(transaction =>
    {
        page ??= PageRequest.All;
        var sql = $"SELECT {TagColumns} FROM tags WHERE repository = $repository AND ($digest IS NULL OR digest = $digest) "
            + page.Clause("name");
        return transaction.Query(sql, ReadTag, page.Parameters(("$repository", IdOf(transaction, repository)), ("$digest", digest?.ToString())));
    });

    /// <summary>Returns a tag, or null where the repository does not have it.</summary>
    public StoredTag? FindTag(string repository, string tag) => Synthesized(repository)?.FindTag(tag) ?? _database.Run(transaction => transaction.Query(
        $"SELECT {TagColumns} FROM tags WHERE repository = $repository AND name = $name",
        ReadTag,
        ("$repository", IdOf(transaction, repository)), ("$name", tag)).SingleOrDefault());

    /// <summary>Returns the manifests of a repository.</summary>
    public IReadOnlyList<StoredManifest> ListManifests(string repository, PageRequest? page = null) => Synthesized(repository)?.ListManifests(page ?? PageRequest.All) ?? _database.Run(transaction =>
    {
        page ??= PageRequest.All;
        var sql = $"SELECT {ManifestColumns} FROM manifests WHERE repository = $repository {page.Clause("digest")}";
        return transaction.Query(sql, ReadManifest, page.Parameters(("$repository", IdOf(transaction, repository))));
    });

    /// <summary>Returns a manifest, or null where the repository does not have it.</summary>
    public StoredManifest? FindManifest(string repository, Digest digest) => _database.Run(transaction => transaction.Query(
        $"SELECT {ManifestColumns} FROM manifests WHERE repository = $repository AND digest = $digest",
        ReadManifest,
        ("$repository", IdOf(transaction, repository)), ("$digest", digest.ToString())).SingleOrDefault());

    /// <summary>Returns the manifests of a repository that refer to another one, which need not be there.</summary>
    public IReadOnlyList<StoredManifest> ListReferrers(string repository, Digest subject) => _database.Run(transaction => transaction.Query(
        $"""
        SELECT {ManifestColumns} FROM manifests WHERE repository = $repository AND digest IN
            (SELECT manifest FROM referrers WHERE repository = $repository AND subject = $subject) ORDER BY digest
        """,
        ReadManifest,
        ("$repository", IdOf(transaction, repository)), ("$subject", subject.ToString())));

    /// <summary>Returns the length of a blob, or null where the repository does not have it.</summary>
    public long? FindBlobLength(string repository, Digest digest)
    {
        var held = _database.Run(transaction => transaction.Scalar(
            """
            SELECT 1 FROM contents WHERE repository = $repository AND blob = $blob
            UNION SELECT 1 FROM pushed WHERE repository = $repository AND blob = $blob LIMIT 1
            """,
            ("$repository", IdOf(transaction, repository)), ("$blob", digest.ToString())));
        return held is null ? null : _blobs.FindLength(digest);
    }

    /// <summary>Returns how many bytes the registry's blobs take, each one once.</summary>
    public long CountBytes() => _database.Run(transaction => transaction.Query(
        "SELECT DISTINCT blob FROM contents JOIN repositories ON id = repository WHERE registry = $registry",
        reader => Digest.Parse(reader.GetString(0)),
        ("$registry", _registry))).Sum(blob => _blobs.FindLength(blob) ?? 0);

    /// <summary>Opens a blob for which <see cref="FindBlobLength"/> knows a length.</summary>
    public Stream OpenBlob(Digest digest) => _blobs.OpenRead(digest);

    private static StoredTag ReadTag(SqliteDataReader reader) =>
        new(reader.GetString(0), Digest.Parse(reader.GetString(1)), reader.Time(2), reader.Time(3), reader.Locks(4));

    private static StoredManifest ReadManifest(SqliteDataReader reader) => new(
        Digest.Parse(reader.GetString(0)),
        reader.GetString(1),
        reader.GetFieldValue<byte[]>(2),
        reader.TextOrNull(3) is { } os && reader.TextOrNull(4) is { } architecture ? new Platform(os, architecture) : null,
        reader.Time(5),
        reader.Time(6),
        reader.Locks(7));

    private SynthesizedRepository? Synthesized(string repository) => _synthesized.FirstOrDefault(known => known.Name == repository);

    private object? IdOf(SqliteTransaction transaction, string repository) => transaction.Scalar(
        "SELECT id FROM repositories WHERE registry = $registry AND name = $name", ("$registry", _registry), ("$name", repository));
}
