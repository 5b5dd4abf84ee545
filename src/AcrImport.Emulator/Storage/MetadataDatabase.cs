using Microsoft.Data.Sqlite;

namespace AcrImport.Emulator.Storage;

/// <summary>
/// Repositories, manifests and tags in SQLite. One connection, used by one caller at a time: statements take microseconds,
/// and a database in memory lives as long as its connection.
/// </summary>
internal sealed class MetadataDatabase : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    private MetadataDatabase(SqliteConnection connection) => _connection = connection;

    public static MetadataDatabase OpenInMemory() => Open(":memory:");

    public static MetadataDatabase OpenFile(string path) => Open(path);

    /// <summary>Runs work in one transaction, which is undone where the work throws.</summary>
    public T Run<T>(Func<SqliteTransaction, T> work)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            var result = work(transaction);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Gets whether a manifest of any registry holds the blob, or a repository to which it was pushed.</summary>
    public bool IsReferenced(Digest blob) => Run(transaction =>
        transaction.Scalar("SELECT 1 FROM contents WHERE blob = $blob UNION SELECT 1 FROM pushed WHERE blob = $blob LIMIT 1", ("$blob", blob.ToString())) is not null);

    public void Dispose()
    {
        lock (_gate)
        {
            _connection.Dispose();
        }
    }

    private static MetadataDatabase Open(string source)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + MetadataSchema.Sql;
        command.ExecuteNonQuery();
        return new MetadataDatabase(connection);
    }
}
