using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>What one import is to do; all of it has been validated.</summary>
internal sealed record ImportOrder(
    EmulatorRegistry Target, ImportSource Source, ImageName SourceImage, IReadOnlyList<ImageTarget> Targets, bool MoveTags);
