using System.Security;

namespace AcrImport;

/// <summary>What the service shows to the source registry. It goes into the import's request and nowhere else.</summary>
public sealed class SourceCredential
{
    /// <summary>Makes a credential.</summary>
    /// <param name="userName">The user, service principal or token name; null where the password is an access token that stands alone.</param>
    /// <param name="password">Its password, or the access token.</param>
    public SourceCredential(string? userName, SecureString password)
    {
        UserName = userName;
        Password = password;
    }

    /// <summary>Gets the user name; null for an access token.</summary>
    public string? UserName { get; }

    /// <summary>Gets the password.</summary>
    public SecureString Password { get; }

    /// <summary>Returns the user name alone.</summary>
    public override string ToString() => UserName ?? "an access token";
}
