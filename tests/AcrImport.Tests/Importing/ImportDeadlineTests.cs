using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class ImportDeadlineTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Tells_that_the_service_was_not_asked_yet()
    {
        using var scene = new Scene();
        scene.ReadSource = () => Late(scene, Samples.Digest);

        var outcome = await scene.RunAsync(timeout: Minute);

        Assert.Empty(scene.Posts);
        Assert.Equal((ImportStatus.Failed, "ImportTimedOut"), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Contains("is not done after 60 s; the service has not been asked for it yet", outcome.Error!.Message, StringComparison.Ordinal);
        Assert.Null(outcome.Result.Operation);
    }

    [Fact]
    public async Task Does_not_know_whether_a_request_on_its_way_has_begun()
    {
        using var scene = new Scene();
        scene.Start = _ => Late(scene, (OperationState?)null) ?? throw new OperationCanceledException();

        var outcome = await scene.RunAsync(timeout: Minute);

        Assert.Equal((ImportStatus.Unknown, "ImportOutcomeUnknown"), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Equal(scene.Posts[0].OperationId.ToString(), outcome.Error!.OperationId);
    }

    [Fact]
    public async Task Does_not_know_while_it_looks_for_a_request_that_was_lost()
    {
        using var scene = new Scene();
        scene.Start = _ => throw Scene.Lost();

        var outcome = await scene.RunAsync(timeout: TimeSpan.FromSeconds(2));

        Assert.Equal((ImportStatus.Unknown, 1), (outcome.Result.Status, scene.Posts.Count));
    }

    [Fact]
    public async Task Gives_the_operation_that_is_still_at_work()
    {
        using var scene = new Scene { Poll = _ => Scene.Running() };

        var outcome = await scene.RunAsync(timeout: Minute);

        Assert.Equal((ImportStatus.Running, "ImportTimedOut"), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Equal(Scene.Operation.AbsoluteUri, outcome.Result.Operation!.StatusUrl);
        Assert.Equal(outcome.Result.OperationId, outcome.Error!.OperationId);
        Assert.InRange(outcome.Result.Duration, Minute, Minute + TimeSpan.FromSeconds(10));
        Assert.Empty(scene.Log.SettledOperations);
    }

    [Fact]
    public async Task Believes_the_service_where_no_time_is_left_to_verify()
    {
        using var scene = new Scene();
        scene.ReadTarget = _ => scene.Polls > 0 ? Late<Digest>(scene, null) ?? throw new OperationCanceledException() : null;

        var outcome = await scene.RunAsync(timeout: Minute);

        Assert.Null(outcome.Error);
        Assert.Equal((ImportStatus.Imported, null), (outcome.Result.Status, outcome.Result.Verified));
        Assert.Equal("The time was over before the target was read back.", outcome.Result.VerificationDetail);
    }

    [Fact]
    public async Task Keeps_the_conflict_that_was_being_looked_into()
    {
        using var scene = new Scene { Poll = _ => OperationState.Failed(Scene.Taken()) };
        scene.ReadTarget = _ => scene.Polls > 0 ? Late<Digest>(scene, null) ?? throw new OperationCanceledException() : null;

        var outcome = await scene.RunAsync(timeout: Minute);

        Assert.Equal((ImportStatus.Failed, "TargetTagExists"), (outcome.Result.Status, outcome.Result.ErrorId));
    }

    [Fact]
    public async Task Leaves_an_accepted_operation_with_the_observer_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var scene = new Scene();
        scene.Poll = _ =>
        {
            source.Cancel();
            return Scene.Running();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.RunAsync(stop: source.Token));

        Assert.Equal(scene.Posts[0].OperationId.ToString(), Assert.Single(scene.Log.AcceptedOperations).OperationId);
        Assert.Empty(scene.Log.SettledOperations);
        Assert.Equal(ImportStage.Copying, scene.Log.Stages.Last().Stage);
    }

    private static T? Late<T>(Scene scene, T? answer)
    {
        scene.Clock.Pass(Minute);
        return answer;
    }
}
