using System.Management.Automation;

namespace AcrImport.Tests.Support;

/// <summary>What a script wrote: objects, errors, verbose lines, warnings, and the error that ended it, where one did.</summary>
internal sealed record ShellRun(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Warnings,
    ErrorRecord? Terminating)
{
    public IReadOnlyList<T> Of<T>() => [.. Output.Select(item => item.BaseObject).OfType<T>()];

    /// <summary>The one error there is, with nothing uncategorised and nothing without advice.</summary>
    public ErrorRecord SingleError()
    {
        var error = Assert.Single(Errors);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.NotNull(error.ErrorDetails?.RecommendedAction);
        Assert.NotNull(error.TargetObject);
        return error;
    }
}
