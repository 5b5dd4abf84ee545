using System.Management.Automation;

namespace AcrImport.Errors;

/// <summary>How one kind of failure is told.</summary>
internal sealed record ErrorEntry(ErrorCategory Category, string Recommendation);
