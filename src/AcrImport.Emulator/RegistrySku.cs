namespace AcrImport.Emulator;

/// <summary>The service tier of a registry.</summary>
public enum RegistrySku
{
    /// <summary>The smallest tier.</summary>
    Basic,

    /// <summary>The tier from which on everyone can be let in to pull.</summary>
    Standard,

    /// <summary>The tier with rules about the network.</summary>
    Premium,
}
