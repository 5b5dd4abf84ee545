using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class ImportOutcomeTests
{
    [Fact]
    public void Makes_a_result_of_an_order_that_could_not_be_read()
    {
        var error = Samples.Error(AcrErrorKind.InvalidReference, "No reference.");

        var outcome = ImportOutcome.Refused("reg", "source", "target", error);

        Assert.Same(error, outcome.Error);
        Assert.Equal(("reg", "source", "target"), (outcome.Result.Registry, outcome.Result.Source, outcome.Result.Target));
        Assert.Equal(
            (ImportStatus.Failed, "InvalidReference", "No reference."),
            (outcome.Result.Status, outcome.Result.ErrorId, outcome.Result.ErrorMessage));
        Assert.Null(outcome.Result.OperationId);
    }
}
