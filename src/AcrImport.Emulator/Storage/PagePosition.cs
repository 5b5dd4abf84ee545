namespace AcrImport.Emulator.Storage;

/// <summary>The last item of the page before.</summary>
/// <param name="Key">Its name or digest.</param>
/// <param name="Updated">When it was updated; counts only where the list is ordered by time.</param>
public sealed record PagePosition(string Key, DateTimeOffset Updated = default);
