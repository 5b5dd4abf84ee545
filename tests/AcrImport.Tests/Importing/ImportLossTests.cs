using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

/// <summary>The answer to an import request was lost: nobody knows whether the service has begun.</summary>
public sealed class ImportLossTests
{
    [Fact]
    public async Task Looks_at_the_target_and_finds_the_image()
    {
        var looks = 0;
        using var scene = new Scene { Start = _ => throw Scene.Lost() };
        scene.ReadTarget = _ => scene.Posts.Count > 0 && ++looks > 2 ? Samples.Digest : null;

        var outcome = await scene.RunAsync();

        Assert.Single(scene.Posts);
        Assert.Null(outcome.Error);
        Assert.Equal((ImportStatus.Imported, true), (outcome.Result.Status, outcome.Result.Verified));
        Assert.Equal([0.5, 1, 2], scene.Clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Sends_once_more_as_another_operation_where_the_target_lacks_the_image()
    {
        using var scene = new Scene();
        scene.Start = _ => scene.Posts.Count == 1 ? throw Scene.Lost() : Scene.Running();

        var outcome = await scene.RunAsync(Samples.Order(ifExists: IfExists.Overwrite, targets: ["a:1", "b:2"]));

        Assert.Equal(2, scene.Posts.Count);
        var (first, second) = (scene.Posts[0], scene.Posts[1]);
        Assert.NotEqual(first.OperationId, second.OperationId);
        Assert.Equal((first.SourceImage, first.Mode, first.Targets), (second.SourceImage, second.Mode, second.Targets));
        Assert.Equal((ImportStatus.Imported, true), (outcome.Result.Status, outcome.Result.Verified));
        Assert.Equal(second.OperationId.ToString(), outcome.Result.OperationId);
        Assert.Contains(scene.Log.VerboseLines, line => line.Contains("the request is sent once more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sends_never_more_than_twice()
    {
        using var scene = new Scene { Start = _ => throw Scene.Lost() };

        var outcome = await scene.RunAsync();

        Assert.Equal(2, scene.Posts.Count);
        Assert.Equal((ImportStatus.Unknown, "ImportOutcomeUnknown"), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Equal("It is not known what became of the import.", outcome.Result.VerificationDetail);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public async Task Sends_nothing_more_where_the_target_cannot_tell(bool pin, bool verify, bool isOpen)
    {
        using var scene = new Scene { Start = _ => throw Scene.Lost() };
        scene.ReadTarget = _ => isOpen ? null : throw Samples.Error(AcrErrorKind.RegistryNotAuthorized, "Closed.");

        var outcome = await scene.RunAsync(ImportOrder.Create(
            new ImportOptions { Registry = "myRegistry", Source = "mcr.microsoft.com/hello-world:v1", Pin = pin, Verify = verify }));

        Assert.Single(scene.Posts);
        Assert.Equal(ImportStatus.Unknown, outcome.Result.Status);
    }

    [Theory]
    [InlineData(AcrErrorKind.EndpointUnreachable)]
    [InlineData(AcrErrorKind.ThrottledByAzure)]
    [InlineData(AcrErrorKind.CredentialExpired)]
    public async Task Does_not_know_where_the_second_request_was_not_taken(AcrErrorKind kind)
    {
        using var scene = new Scene();
        scene.Start = _ => throw (scene.Posts.Count == 1 ? Scene.Lost() : Samples.Error(kind, "Not now."));

        var outcome = await scene.RunAsync();

        Assert.Equal((ImportStatus.Unknown, "ImportOutcomeUnknown"), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Equal("The answer was lost. It was sent once more, and that failed: Not now.", outcome.Error!.Message);
    }

    [Fact]
    public async Task Finds_its_own_work_where_the_second_request_meets_the_first()
    {
        using var scene = new Scene();
        scene.Start = _ => scene.Posts.Count == 1 ? throw Scene.Lost() : Scene.Running();
        scene.Poll = _ =>
        {
            scene.Done();
            return OperationState.Failed(Scene.Taken());
        };

        var outcome = await scene.RunAsync();

        Assert.Null(outcome.Error);
        Assert.Equal((ImportStatus.Unchanged, true), (outcome.Result.Status, outcome.Result.Verified));
    }

    [Fact]
    public async Task Asks_on_after_four_questions_without_an_answer()
    {
        using var scene = new Scene();
        scene.Poll = _ => scene.Polls < 5 ? throw Samples.Error(AcrErrorKind.EndpointUnreachable, "Silence.") : scene.Done();

        var outcome = await scene.RunAsync();

        Assert.Equal((ImportStatus.Imported, true, 5), (outcome.Result.Status, outcome.Result.Verified, scene.Polls));
        Assert.Single(scene.Posts);
    }

    [Theory]
    [InlineData(AcrErrorKind.EndpointUnreachable, 5)]
    [InlineData(AcrErrorKind.ThrottledByAzure, 5)]
    [InlineData(AcrErrorKind.ServiceError, 5)]
    [InlineData(AcrErrorKind.RegistryNotFound, 1)]
    [InlineData(AcrErrorKind.CredentialExpired, 1)]
    public async Task Does_not_know_what_became_of_an_operation_that_cannot_be_asked(AcrErrorKind kind, int polls)
    {
        using var scene = new Scene { Poll = _ => throw Samples.Error(kind, "No.") };

        var outcome = await scene.RunAsync();

        Assert.Equal((ImportStatus.Unknown, "ImportOutcomeUnknown", polls), (outcome.Result.Status, outcome.Result.ErrorId, scene.Polls));
        Assert.Equal(outcome.Result.OperationId, outcome.Result.Operation!.OperationId);
        Assert.Single(scene.Posts);
    }
}
