namespace AcrImport.Emulator.Storage;

internal static class MetadataSchema
{
    // Times are UTC ticks. A repository owns its manifests, and through "contents" the blobs that it serves;
    // "pushed" are blobs that wait for their manifest.
    // The locks of a repository itself are those of the item '', and no tag looks like a digest.
    // A tag may name a manifest that is not there: the service has such tags, and a fault makes them.
    public const string Sql = """
        PRAGMA foreign_keys = ON;
        CREATE TABLE IF NOT EXISTS repositories (
            id INTEGER PRIMARY KEY,
            registry TEXT NOT NULL,
            name TEXT NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            UNIQUE (registry, name));
        CREATE TABLE IF NOT EXISTS manifests (
            repository INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            media_type TEXT NOT NULL,
            content BLOB NOT NULL,
            os TEXT,
            architecture TEXT,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            PRIMARY KEY (repository, digest)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS contents (
            repository INTEGER NOT NULL,
            manifest TEXT NOT NULL,
            blob TEXT NOT NULL,
            PRIMARY KEY (repository, blob, manifest),
            FOREIGN KEY (repository, manifest) REFERENCES manifests (repository, digest) ON DELETE CASCADE) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS contents_by_blob ON contents (blob);
        CREATE TABLE IF NOT EXISTS pushed (
            repository INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
            blob TEXT NOT NULL,
            PRIMARY KEY (repository, blob)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS pushed_by_blob ON pushed (blob);
        CREATE TABLE IF NOT EXISTS referrers (
            repository INTEGER NOT NULL,
            subject TEXT NOT NULL,
            manifest TEXT NOT NULL,
            PRIMARY KEY (repository, subject, manifest),
            FOREIGN KEY (repository, manifest) REFERENCES manifests (repository, digest) ON DELETE CASCADE) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS tags (
            repository INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            PRIMARY KEY (repository, name)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS tags_by_digest ON tags (repository, digest);
        CREATE TABLE IF NOT EXISTS locks (
            repository INTEGER NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
            item TEXT NOT NULL,
            locks INTEGER NOT NULL,
            PRIMARY KEY (repository, item)) WITHOUT ROWID;
        CREATE TRIGGER IF NOT EXISTS tag_deleted AFTER DELETE ON tags BEGIN
            DELETE FROM locks WHERE repository = OLD.repository AND item = OLD.name; END;
        CREATE TRIGGER IF NOT EXISTS manifest_deleted AFTER DELETE ON manifests BEGIN
            DELETE FROM locks WHERE repository = OLD.repository AND item = OLD.digest; END;
        """;
}
