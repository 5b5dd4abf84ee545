using System.Security;

namespace AcrImport;

/// <summary>What the service shows to the source registry. It goes into the import's request and nowhere else.</summary>
public sealed class SourceCredential
{
    /// <summary>Makes a credential.</summary>
    /// <param name="userName">The user, service principal or token name.</param>
    /// <param name="password">Its password.</param>
    public SourceCredential(string userName, SecureString password)
    {
        UserName = userName;
        Password = password;
    }

    /// <summary>Gets the user name.</summary>
    public string UserName { get; }

    /// <summary>Gets the password.</summary>
    public SecureString Password { get; }

    /// <summary>Returns the user name alone.</summary>
    public override string ToString() => UserName;
}
