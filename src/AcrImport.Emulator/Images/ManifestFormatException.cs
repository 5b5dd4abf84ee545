namespace AcrImport.Emulator.Images;

/// <summary>Says why bytes are not a manifest that a registry can hold.</summary>
internal sealed class ManifestFormatException(string message, Exception? inner = null) : FormatException(message, inner);
