namespace AcrImport;

/// <summary>How a connection gets its tokens.</summary>
public enum SignInKind
{
    /// <summary>A token that the user brought.</summary>
    AccessToken,

    /// <summary>A service principal with a client secret.</summary>
    ClientSecret,
}
