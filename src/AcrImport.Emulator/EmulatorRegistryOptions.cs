using System.Net;

namespace AcrImport.Emulator;

/// <summary>
/// A registry that an emulator is to have. A text stands for it too, in code as on the command line:
/// <c>prod</c>, or <c>prod,subscription=2,sku=Basic,admin=on</c>.
/// </summary>
/// <param name="Name">The name: 5 to 50 letters and digits, unlike any other of the emulator.</param>
public sealed record EmulatorRegistryOptions(string Name)
{
    /// <summary>Gets the number of its subscription; the emulator has all from 1 to the highest that a registry names.</summary>
    public int Subscription { get; init; } = 1;

    /// <summary>Gets the service tier.</summary>
    public RegistrySku Sku { get; init; } = RegistrySku.Premium;

    /// <summary>Gets whether there is an administrator account, whose name is that of the registry.</summary>
    public bool AdminUser { get; init; }

    /// <summary>Gets whether everyone may pull.</summary>
    public bool AnonymousPull { get; init; }

    /// <summary>Gets whether the registry's endpoint answers callers at all; an import by resource ID goes another way.</summary>
    public bool PublicNetworkAccess { get; init; } = true;

    /// <summary>Gets from where callers may come, while all others meet the firewall; null where there is no firewall.</summary>
    public IReadOnlyList<IPNetwork>? AllowedNetworks { get; init; }

    /// <summary>Gets whether imports by resource ID get past the rules about the network.</summary>
    public bool TrustedServices { get; init; } = true;

    internal bool IsRestricted => !PublicNetworkAccess || AllowedNetworks is not null;

    /// <summary>Reads a registry as it is typed.</summary>
    /// <exception cref="ArgumentException">The text is not of the form; the message says why.</exception>
    public static implicit operator EmulatorRegistryOptions(string text) => Parse(text);

    /// <summary>Reads a registry as it is typed: <c>NAME[,TRAIT=VALUE]…</c>.</summary>
    /// <exception cref="ArgumentException">The text is not of the form; the message says why.</exception>
    public static EmulatorRegistryOptions Parse(string text) => RegistryTraits.Parse(text);
}
