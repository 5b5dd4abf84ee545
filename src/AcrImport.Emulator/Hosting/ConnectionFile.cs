using System.Text.Json;

namespace AcrImport.Emulator.Hosting;

/// <summary>The connection on disk, for its owner alone, from start to stop.</summary>
internal sealed class ConnectionFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string? _ownDirectory;

    private ConnectionFile(string path, string? ownDirectory)
    {
        Path = path;
        _ownDirectory = ownDirectory;
    }

    public string Path { get; }

    /// <summary>Writes the connection to a path, or into a new private directory where there is none.</summary>
    public static ConnectionFile Write(string? path, EmulatorConnection connection)
    {
        var ownDirectory = path is null ? Directory.CreateTempSubdirectory("acr-emulator-").FullName : null;
        path = System.IO.Path.GetFullPath(path ?? System.IO.Path.Combine(ownDirectory!, "connection.json"));
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var file = new FileStream(temporary, options))
            {
                JsonSerializer.Serialize(file, connection, EmulatorJson.Indented);
            }

            // Whoever waits for the file sees nothing, or all of it.
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return new ConnectionFile(path, ownDirectory);
    }

    public void Dispose()
    {
        File.Delete(Path);
        if (_ownDirectory is not null)
        {
            Directory.Delete(_ownDirectory);
        }
    }
}
