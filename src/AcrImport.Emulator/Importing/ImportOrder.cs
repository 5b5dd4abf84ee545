using AcrImport.Emulator.Access;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>What one import is to do, and for whom; all of it has been validated.</summary>
internal sealed record ImportOrder(
    Principal Caller, EmulatorRegistry Target, ImportSource Source, ImageName SourceImage, IReadOnlyList<ImageTarget> Targets, bool MoveTags);
