using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

/// <summary>Registries that want user name and password themselves, as ECR does.</summary>
public sealed class SourceBasicTests
{
    [Fact]
    public async Task Shows_user_name_and_password_once_they_are_asked_for()
    {
        using var ecr = new SourceVisitor(Answer);

        await ecr.ReadAsync("1.dkr.ecr.eu-west-1.amazonaws.com/a:v1", SourceVisitor.User("AWS"));
        await ecr.ReadAsync("1.dkr.ecr.eu-west-1.amazonaws.com/b:v1", SourceVisitor.User("AWS"));

        // The second image takes one request.
        Assert.Equal([null, SourceVisitor.Basic("AWS"), SourceVisitor.Basic("AWS")], ecr.Sent.Select(sent => sent.Header("Authorization")));
    }

    [Fact]
    public async Task Shows_them_to_no_other_registry_and_no_other_port()
    {
        using var world = new SourceVisitor(Answer);
        await world.ReadAsync("r.test/a:v1", SourceVisitor.User("AWS"));

        await world.ReadAsync("r.test:8443/a:v1", SourceVisitor.User("AWS"));
        await world.ReadAsync("other.test/a:v1", SourceVisitor.User("AWS"));

        Assert.All(new[] { 2, 4 }, i => Assert.Null(world.Sent[i].Header("Authorization")));
    }

    [Fact]
    public async Task Asks_once_with_what_is_refused()
    {
        using var registry = new SourceVisitor(sent => SourceVisitor.Challenge("Basic realm=\"x\""));

        Assert.Equal(AcrErrorKind.SourceUnauthorized, (await registry.FailAsync("r.test/a:v1", SourceVisitor.User())).Kind);
        Assert.Equal(2, registry.Sent.Count);

        // Now it is known to want them, and the first refusal is the answer.
        var error = await registry.FailAsync("r.test/a:v1", SourceVisitor.User());
        Assert.Equal(3, registry.Sent.Count);
        Assert.Contains("does not let reader read a:v1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_nothing_to_show_without_a_user_name()
    {
        using var registry = new SourceVisitor(Answer);

        var error = await registry.FailAsync("r.test/a:v1", SourceVisitor.AccessToken());
        Assert.Contains("asks for a user name and a password", error.Message, StringComparison.Ordinal);
        Assert.Equal(AcrErrorKind.SourceUnauthorized, (await registry.FailAsync("r.test/a:v1")).Kind);
        Assert.All(registry.Sent, sent => Assert.Null(sent.Header("Authorization")));
    }

    private static FakeReply Answer(SentRequest sent) =>
        sent.Header("Authorization") == SourceVisitor.Basic("AWS") ? SourceVisitor.Found() : SourceVisitor.Challenge("Basic realm=\"https://r.test/\",service=\"ecr\"");
}
