using System.Management.Automation;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Commands;

/// <summary>What cannot be meant is refused before a request leaves.</summary>
public sealed class ContradictionTests
{
    private const string OwnId = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/src-rg/providers/Microsoft.ContainerRegistry/registries/sourceregistry";

    [Theory]
    [InlineData("nginx -SourceRegistry sourceregistry -SourceRegistryUri docker.io", "AmbiguousSource")]
    [InlineData("nginx -SourceRegistry sourceregistry -SourceCredential $credential", "AmbiguousSource")]
    [InlineData("nginx -SourceRegistry " + OwnId + " -SourceToken $secret", "AmbiguousSource")]
    [InlineData("quay.io/app -SourceRegistryUri docker.io", "AmbiguousSource")]
    [InlineData("nginx -SourceUsername me", "InvalidRequest")]
    [InlineData("nginx -SourcePassword $secret", "InvalidRequest")]
    [InlineData("nginx -SourceCredential $credential -SourceToken $secret", "InvalidRequest")]
    [InlineData("nginx -SourceCredential $credential -SourceUsername me -SourcePassword $secret", "InvalidRequest")]
    [InlineData("nginx -Force -IfExists Skip", "InvalidRequest")]
    [InlineData("nginx -Force -Mode NoForce", "InvalidRequest")]
    [InlineData("nginx -Mode Force -IfExists Fail", "InvalidRequest")]
    [InlineData("nginx -Mode NoForce -IfExists Update", "InvalidRequest")]
    [InlineData("nginx,redis -Target app:1", "InvalidRequest")]
    [InlineData("nginx -Target 'host.example:5000/app:1'", "InvalidReference")]
    [InlineData("nginx -Target 'App:1'", "InvalidReference")]
    [InlineData("nginx -Target ('app:' + 'x' * 129)", "InvalidReference")]
    [InlineData("nginx -UntaggedTargetRepository app:1", "InvalidReference")]
    [InlineData("app -SourceRegistryUri docker.io/library", "InvalidReference")]
    [InlineData("https://docker.io/nginx", "InvalidReference")]
    public void A_contradiction_has_its_id_and_costs_no_request(string words, string id)
    {
        using var backend = new FakeBackend();
        using var shell = FakeDoor.Open(backend);

        var run = shell.Run(
            "$secret = $args[0]; $credential = [pscredential]::new('me', $secret); Import-AcrImage myRegistry " + words, FakeDoor.Secret("pa55"));

        Assert.NotEmpty(run.Errors);
        Assert.All(run.Errors, error => Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(run.Of<ImportResult>(), result => Assert.Equal(ImportStatus.Failed, result.Status));
        Assert.Equal(["SignIn"], backend.Calls);
    }

    [Fact]
    public void A_target_that_another_image_of_the_pipeline_has_is_reported_and_not_started()
    {
        using var backend = new FakeBackend { Resolve = (_, _) => null };
        using var shell = FakeDoor.Open(backend);

        var run = shell.Run("'nginx:1', 'quay.io/other/nginx:1', 'nginx:1' | ForEach-Object { [pscustomobject]@{ Source = $_; Target = 'base/nginx:1' } } | Import-AcrImage myRegistry -NoVerify");

        Assert.Single(backend.Requests);
        Assert.Equal(["DuplicateTarget", "DuplicateTarget"], run.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(3, run.Of<ImportResult>().Count);
    }

    [Fact]
    public void An_empty_pipeline_is_told()
    {
        using var backend = new FakeBackend();
        using var shell = FakeDoor.Open(backend);

        var error = shell.Run("@() | Import-AcrImage myRegistry").SingleError();

        Assert.Equal(("NothingToImport", ErrorCategory.InvalidData), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Equal(["SignIn"], backend.Calls);
    }
}
