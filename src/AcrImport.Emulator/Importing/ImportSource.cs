using AcrImport.Emulator.Registries;

namespace AcrImport.Emulator.Importing;

/// <summary>Where an image comes from: a registry of the subscription, by resource ID, or a host with or without credentials.</summary>
/// <param name="Registry">The registry of the subscription; null for a host.</param>
/// <param name="Host">The host; null for a registry of the subscription.</param>
/// <param name="Credentials">For the host; an empty user name means that the password is a token.</param>
internal sealed record ImportSource(EmulatorRegistry? Registry, RegistryHost? Host, BasicCredentials? Credentials);
