namespace AcrImport.Tests.Support;

/// <summary>Puts a fake backend behind the door of a shell, and keeps the connection that was asked for.</summary>
internal sealed class FakeDoor(FakeBackend backend) : IBackendFactory
{
    public ConnectionOptions? Connection { get; private set; }

    /// <summary>Makes a shell that is signed in, by a token that nobody checks.</summary>
    public static Shell Open(FakeBackend backend)
    {
        var shell = new Shell(new FakeDoor(backend));
        shell.Run("Connect-AcrAccount -ArmEndpoint https://management.example -AccessToken $args[0] | Out-Null", Secret("a-token"));
        return shell;
    }

    public static System.Security.SecureString Secret(string text) => new System.Net.NetworkCredential(string.Empty, text).SecurePassword;

    public IRegistryBackend Create(ConnectionOptions options)
    {
        Connection = options;
        return backend;
    }
}
