using System.Security.Cryptography;
using System.Text;
using AcrImport.Azure.Auth;

namespace AcrImport.Azure.Oci;

/// <summary>Tells credentials apart without keeping them: equal ones have equal identities, for as long as this object lives.</summary>
internal sealed class CredentialIdentity
{
    private const string Nobody = "";

    private readonly byte[] _key = NewKey();

    public string Of(SourceCredential? credential)
    {
        if (credential is null)
        {
            return Nobody;
        }

        using var hash = new HMACSHA256(_key);
        var name = credential.UserName is { } user ? "user " + user : "token";
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes($"{name}\0{SecretText.Read(credential.Password)}")));
    }

    private static byte[] NewKey()
    {
        var key = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        return key;
    }
}
