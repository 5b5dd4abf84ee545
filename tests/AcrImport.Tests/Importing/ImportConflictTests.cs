using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

/// <summary>The service found a tag that was not there, or not the same, when the import was planned.</summary>
public sealed class ImportConflictTests
{
    [Theory]
    [InlineData(IfExists.Fail)]
    [InlineData(IfExists.Skip)]
    [InlineData(IfExists.Update)]
    public async Task Is_content_where_somebody_else_has_imported_the_same(IfExists ifExists)
    {
        using var scene = new Scene();
        scene.Poll = _ => Meanwhile(scene, "hello-world:v1", Samples.Digest);

        var outcome = await scene.RunAsync(Samples.Order(ifExists: ifExists));

        Assert.Null(outcome.Error);
        Assert.Equal((ImportStatus.Unchanged, true), (outcome.Result.Status, outcome.Result.Verified));
        Assert.Single(scene.Posts);
        Assert.Empty(scene.Log.AcceptedOperations.Select(operation => operation.OperationId).Except(scene.Log.SettledOperations.Select(operation => operation.OperationId)));
    }

    [Fact]
    public async Task Tells_the_services_refusal_where_somebody_else_has_set_another_image()
    {
        using var scene = new Scene();
        scene.Poll = _ => Meanwhile(scene, "hello-world:v1", Scene.Other);

        var outcome = await scene.RunAsync();

        Assert.Equal((ImportStatus.Failed, "TargetTagExists"), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Equal("Code", outcome.Error!.ServiceCode);
        Assert.Single(scene.Posts);
    }

    [Fact]
    public async Task Leaves_another_image_where_it_is_to_be_left()
    {
        using var scene = new Scene();
        scene.Poll = _ => Meanwhile(scene, "hello-world:v1", Scene.Other);

        var result = (await scene.RunAsync(Samples.Order(ifExists: IfExists.Skip))).Result;

        Assert.Equal((ImportStatus.Unchanged, null, Scene.Other.ToString()), (result.Status, result.Verified, result.Digest));
    }

    [Fact]
    public async Task Plans_anew_once_where_the_tag_is_to_be_moved()
    {
        using var scene = new Scene();
        scene.Poll = _ => scene.Posts.Count == 1 ? Meanwhile(scene, "hello-world:v1", Scene.Other) : scene.Done();

        var result = (await scene.RunAsync(Samples.Order(ifExists: IfExists.Update))).Result;

        Assert.Equal([ImportMode.NoForce, ImportMode.Force], scene.Posts.Select(post => post.Mode));
        Assert.Equal((ImportStatus.Imported, true), (result.Status, result.Verified));
    }

    [Fact]
    public async Task Plans_anew_no_second_time()
    {
        using var scene = new Scene();
        scene.Poll = _ => Meanwhile(scene, "hello-world:v1", Scene.Other);

        var outcome = await scene.RunAsync(Samples.Order(ifExists: IfExists.Update));

        Assert.Equal((2, "TargetTagExists"), (scene.Posts.Count, outcome.Result.ErrorId));
    }

    [Theory]
    [InlineData(IfExists.Fail, true)]
    [InlineData(IfExists.Skip, null)]
    public async Task Sets_the_tags_that_are_left(IfExists ifExists, bool? verified)
    {
        using var scene = new Scene();
        scene.Poll = _ => scene.Posts.Count == 1 ? Meanwhile(scene, "a:1", ifExists == IfExists.Skip ? Scene.Other : Samples.Digest) : scene.Done();

        var result = (await scene.RunAsync(Samples.Order(ifExists: ifExists, targets: ["a:1", "b:2"]))).Result;

        Assert.Equal(["a:1 b:2", "b:2"], scene.Posts.Select(post => string.Join(' ', post.Targets)));
        Assert.Equal((ImportStatus.Imported, verified), (result.Status, result.Verified));
    }

    [Theory]
    [InlineData("a:1", IfExists.Skip, ImportStatus.Unchanged)]
    [InlineData("a:1,b:2", IfExists.Skip, ImportStatus.Failed)]
    [InlineData("a:1", IfExists.Fail, ImportStatus.Failed)]
    public async Task Vouches_for_nothing_that_it_cannot_read(string targets, IfExists ifExists, ImportStatus status)
    {
        using var scene = new Scene { Poll = _ => OperationState.Failed(Scene.Taken()) };
        scene.ReadTarget = _ => throw Samples.Error(AcrErrorKind.RegistryNotAuthorized, "Closed.");

        var result = (await scene.RunAsync(Samples.Order(ifExists: ifExists, targets: targets.Split(',')))).Result;

        Assert.Equal((status, null), (result.Status, result.Verified));
        Assert.Single(scene.Posts);
    }

    private static OperationState Meanwhile(Scene scene, string tag, Digest digest)
    {
        scene.Target[tag] = digest;
        return OperationState.Failed(Scene.Taken());
    }
}
