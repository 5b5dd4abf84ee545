namespace AcrImport;

internal readonly record struct ReferenceFault(ReferencePart Part, string Reason);
