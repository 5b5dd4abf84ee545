using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class ImportVerificationTests
{
    [Fact]
    public async Task Reads_every_target_back()
    {
        using var scene = new Scene();

        var result = (await scene.RunAsync(ImportOrder.Create(new ImportOptions
        {
            Registry = "myRegistry", Source = "mcr.microsoft.com/hello-world:v1", Targets = ["a:1", "b:2"], UntaggedTargets = ["c"],
        }))).Result;

        Assert.True(result.Verified);
        Assert.Equal(
            ["Resolve myregistry.azurecr.io/a:1", "Resolve myregistry.azurecr.io/b:2", $"Resolve myregistry.azurecr.io/c@{Samples.Digest}"],
            scene.Backend.Calls.TakeLast(3));
    }

    [Fact]
    public async Task Tells_that_the_service_has_set_another_digest()
    {
        using var scene = new Scene();
        scene.Poll = _ => scene.Done(Scene.Other);

        var outcome = await scene.RunAsync();

        Assert.Equal((ImportStatus.Failed, false, "VerificationFailed"), (outcome.Result.Status, outcome.Result.Verified, outcome.Result.ErrorId));
        Assert.Equal(Scene.Other.ToString(), outcome.Result.Digest);
        Assert.Equal(outcome.Result.OperationId, outcome.Error!.OperationId);
        Assert.Equal(outcome.Error.Message, outcome.Result.VerificationDetail);
    }

    [Fact]
    public async Task Tells_that_somebody_has_moved_the_tag_since()
    {
        using var scene = new Scene();
        scene.Poll = _ =>
        {
            var done = scene.Done();
            scene.Target["hello-world:v1"] = Scene.Other;
            return done;
        };

        var outcome = await scene.RunAsync();

        Assert.Equal((ImportStatus.Failed, false, "TargetChanged"), (outcome.Result.Status, outcome.Result.Verified, outcome.Result.ErrorId));
    }

    [Fact]
    public async Task Tells_that_a_tag_is_not_there_although_the_service_says_so()
    {
        using var scene = new Scene { Poll = _ => OperationState.Succeeded() };

        var outcome = await scene.RunAsync();

        Assert.Equal((ImportStatus.Failed, false, "VerificationFailed"), (outcome.Result.Status, outcome.Result.Verified, outcome.Result.ErrorId));
        Assert.EndsWith("myregistry.azurecr.io has no hello-world:v1.", outcome.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Has_patience_with_a_tag_that_shows_late(bool wasThere)
    {
        var looks = 0;
        using var scene = new Scene();
        scene.ReadTarget = name => name.Digest is not null || (scene.Polls > 0 && ++looks > 2) ? Samples.Digest : wasThere ? Scene.Other : null;

        var result = (await scene.RunAsync(Samples.Order(ifExists: IfExists.Update))).Result;

        Assert.Equal((ImportStatus.Imported, true, 3), (result.Status, result.Verified, looks));
        Assert.Equal([0.25, 0.5, 1], scene.Clock.Delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public async Task Believes_the_service_where_the_target_is_closed()
    {
        using var scene = new Scene { ReadTarget = _ => throw Samples.Error(AcrErrorKind.RegistryNotAuthorized, "Firewall.") };

        var outcome = await scene.RunAsync();

        Assert.Null(outcome.Error);
        Assert.Equal((ImportStatus.Imported, null, null), (outcome.Result.Status, outcome.Result.Verified, outcome.Result.Digest));
        Assert.Equal("The target could not be read back: Firewall.", outcome.Result.VerificationDetail);
    }

    [Fact]
    public async Task Reads_no_target_where_nobody_wants_it()
    {
        using var scene = new Scene { ReadTarget = _ => throw new InvalidOperationException("read") };

        var result = (await scene.RunAsync(ImportOrder.Create(
            new ImportOptions { Registry = "myRegistry", Source = "mcr.microsoft.com/hello-world:v1", Verify = false }))).Result;

        Assert.Equal((ImportStatus.Imported, null), (result.Status, result.Verified));
        Assert.Equal("The target was not to be read (-NoVerify).", result.VerificationDetail);
    }

    [Theory]
    [InlineData("c", null)]
    [InlineData("a:1", "sha256:" + Samples.Hex)]
    public async Task Verifies_nothing_without_the_sources_digest(string target, string? digest)
    {
        using var scene = new Scene { ReadSource = () => null };
        var isUntagged = !target.Contains(':', StringComparison.Ordinal);

        var result = (await scene.RunAsync(ImportOrder.Create(new ImportOptions
        {
            Registry = "myRegistry", Source = "mcr.microsoft.com/hello-world:v1", Targets = isUntagged ? [] : [target], UntaggedTargets = isUntagged ? [target] : [],
        }))).Result;

        Assert.Equal((ImportStatus.Imported, null, digest), (result.Status, result.Verified, result.Digest));
        Assert.NotNull(result.VerificationDetail);
    }
}
