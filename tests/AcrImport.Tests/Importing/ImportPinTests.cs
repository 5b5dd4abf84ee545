using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class ImportPinTests
{
    private const string Source = "mcr.microsoft.com/hello-world:v1";
    private const string AtDigest = "hello-world@sha256:" + Samples.Hex;

    [Fact]
    public async Task Imports_the_digest_that_the_tag_had()
    {
        using var scene = new Scene();

        var result = (await scene.RunAsync()).Result;

        Assert.Equal(AtDigest, Assert.Single(scene.Posts).SourceImage);
        Assert.Equal((ImportStatus.Imported, true), (result.Status, result.Verified));
        Assert.Equal(("sha256:" + Samples.Hex, "sha256:" + Samples.Hex), (result.SourceDigest, result.Digest));
        Assert.Null(result.VerificationDetail);
        Assert.Contains($"{Source} is sha256:{Samples.Hex}.", scene.Log.VerboseLines);
    }

    [Theory]
    [InlineData("ghcr.io/o/app@sha256:" + Samples.Hex)]
    [InlineData("ghcr.io/o/app:v1@sha256:" + Samples.Hex)]
    public async Task Imports_the_digest_that_was_given_and_reads_no_source(string source)
    {
        using var scene = new Scene { ReadSource = () => throw new InvalidOperationException("read") };

        var result = (await scene.RunAsync(Samples.Order(source))).Result;

        Assert.Equal("o/app@sha256:" + Samples.Hex, Assert.Single(scene.Posts).SourceImage);
        Assert.True(result.Verified);
    }

    [Fact]
    public async Task Reads_no_source_where_nobody_wants_it()
    {
        using var scene = new Scene { ReadSource = () => throw new InvalidOperationException("read") };

        var result = (await scene.RunAsync(Order(new() { Registry = "myRegistry", Source = Source, Pin = false }))).Result;

        Assert.Equal("hello-world:v1", Assert.Single(scene.Posts).SourceImage);
        Assert.Equal((ImportStatus.Imported, null, null), (result.Status, result.Verified, result.SourceDigest));
        Assert.Equal("sha256:" + Samples.Hex, result.Digest);
        Assert.Contains("nothing to hold the target against", result.VerificationDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imports_the_tag_where_the_source_is_not_seen_from_here(bool isReached)
    {
        using var scene = new Scene { ReadSource = () => isReached ? null : throw Samples.Error(AcrErrorKind.SourceUnreachable, "No way there.") };

        var result = (await scene.RunAsync()).Result;

        Assert.Equal("hello-world:v1", Assert.Single(scene.Posts).SourceImage);
        Assert.Equal((ImportStatus.Imported, null), (result.Status, result.Verified));
        Assert.Contains(scene.Log.VerboseLines, line => line.Contains(isReached ? "is not seen from here" : "No way there.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(IfExists.Fail)]
    [InlineData(IfExists.Skip)]
    [InlineData(IfExists.Update)]
    [InlineData(IfExists.Overwrite)]
    public async Task Starts_nothing_where_the_target_has_the_image(IfExists ifExists)
    {
        using var scene = new Scene { Target = { ["a:1"] = Samples.Digest, ["b:2"] = Samples.Digest } };

        var outcome = await scene.RunAsync(Samples.Order(ifExists: ifExists, targets: ["a:1", "b:2"]));

        Assert.Empty(scene.Posts);
        Assert.Null(outcome.Error);
        Assert.Equal((ImportStatus.Unchanged, true, "sha256:" + Samples.Hex), (outcome.Result.Status, outcome.Result.Verified, outcome.Result.Digest));
        Assert.Null(outcome.Result.OperationId);
    }

    [Fact]
    public async Task Tells_before_anything_is_started_which_tag_is_in_the_way()
    {
        using var scene = new Scene { Target = { ["a:1"] = Scene.Other } };

        var outcome = await scene.RunAsync(Samples.Order(targets: ["a:1", "b:2"]));

        Assert.Empty(scene.Posts);
        Assert.Equal((ImportStatus.Failed, "TargetTagExists"), (outcome.Result.Status, outcome.Result.ErrorId));
        Assert.Contains($"a:1 with {Scene.Other} already, and the source has sha256:{Samples.Hex}", outcome.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_a_tag_as_it_is_and_sets_the_others_and_does_not_call_that_verified()
    {
        using var scene = new Scene { Target = { ["a:1"] = Scene.Other } };

        var result = (await scene.RunAsync(Samples.Order(ifExists: IfExists.Skip, targets: ["a:1", "b:2"]))).Result;

        Assert.Equal("b:2", Assert.Single(Assert.Single(scene.Posts).Targets).ToString());
        Assert.Equal((ImportStatus.Imported, null), (result.Status, result.Verified));
        Assert.Equal($"Left as it is (-IfExists Skip): a:1 has {Scene.Other}.", result.VerificationDetail);
    }

    private static ImportOrder Order(ImportOptions options) => ImportOrder.Create(options);
}
