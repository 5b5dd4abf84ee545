using System.Management.Automation;
using AcrImport.Errors;

namespace AcrImport.Tests.House;

public sealed class ErrorCatalogTests
{
    public static TheoryData<AcrErrorKind> Kinds => [.. Enum.GetValues<AcrErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_category_and_says_what_to_do(AcrErrorKind kind)
    {
        var record = ErrorCatalog.ToRecord(new AcrImportException(kind, "It failed."), "target");

        Assert.Equal(kind.ToString(), record.FullyQualifiedErrorId);
        Assert.NotEqual(ErrorCategory.NotSpecified, record.CategoryInfo.Category);
        Assert.Equal("target", record.TargetObject);
        Assert.Equal("It failed.", record.ErrorDetails.Message);
        Assert.True(record.ErrorDetails.RecommendedAction.Length > 20, "The recommendation says too little.");
    }
}
