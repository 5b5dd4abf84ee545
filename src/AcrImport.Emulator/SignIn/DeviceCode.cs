using AcrImport.Emulator.Access;

namespace AcrImport.Emulator.SignIn;

/// <summary>A sign-in that waits for somebody to type its code.</summary>
/// <param name="Code">What the client polls with.</param>
/// <param name="UserCode">What somebody types.</param>
/// <param name="Expires">When it is too late.</param>
internal sealed record DeviceCode(string Code, string UserCode, DateTimeOffset Expires)
{
    /// <summary>Gets or sets who signed in; null until then.</summary>
    public Principal? User { get; set; }

    public bool IsDeclined { get; set; }
}
