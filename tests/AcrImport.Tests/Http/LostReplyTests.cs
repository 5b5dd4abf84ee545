using System.Net.Sockets;
using System.Security.Authentication;
using AcrImport.Azure.Http;
using Azure;

namespace AcrImport.Tests.Http;

public sealed class LostReplyTests
{
    private static readonly Uri Address = new("https://myregistry.azurecr.io/v2/");

    private static readonly Dictionary<string, Exception> Failures = new()
    {
        ["refused"] = new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)),
        ["no name"] = new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)),
        ["no route"] = new RequestFailedException(0, "x", new HttpRequestException("x", new SocketException((int)SocketError.NetworkUnreachable))),
        ["no trust"] = new HttpRequestException("x", new AuthenticationException("The remote certificate is invalid.")),
        ["all tries refused"] = new AggregateException(
            new RequestFailedException(0, "x", new IOException("reset")),
            new RequestFailedException(0, "x", new SocketException((int)SocketError.ConnectionRefused))),
        ["reset"] = new HttpRequestException("x", new IOException("y", new SocketException((int)SocketError.ConnectionReset))),
        ["cut off"] = new IOException("The response ended prematurely."),
        ["timed out"] = new TaskCanceledException("The operation was cancelled."),
        ["last try reset"] = new AggregateException(
            new SocketException((int)SocketError.ConnectionRefused), new RequestFailedException(0, "x", new IOException("reset"))),
        ["a bug"] = new InvalidOperationException("a bug"),
        ["a refusal with status"] = new RequestFailedException(500, "x"),
    };

    [Theory]
    [InlineData("refused", AcrErrorKind.EndpointUnreachable)]
    [InlineData("no name", AcrErrorKind.EndpointUnreachable)]
    [InlineData("no route", AcrErrorKind.EndpointUnreachable)]
    [InlineData("no trust", AcrErrorKind.EndpointUnreachable)]
    [InlineData("all tries refused", AcrErrorKind.EndpointUnreachable)]
    [InlineData("reset", AcrErrorKind.ServiceError)]
    [InlineData("cut off", AcrErrorKind.ServiceError)]
    [InlineData("timed out", AcrErrorKind.ServiceError)]
    [InlineData("last try reset", AcrErrorKind.ServiceError)]
    public void Tells_whether_the_request_can_have_arrived(string failure, AcrErrorKind kind)
    {
        var told = LostReply.From(Failures[failure], Address);

        Assert.Equal(kind, told!.Kind);
        Assert.Same(Failures[failure], told.InnerException);
        Assert.Contains("myregistry.azurecr.io", told.Message, StringComparison.Ordinal);
        Assert.Equal(kind == AcrErrorKind.EndpointUnreachable, LostReply.NeverSent(Failures[failure]));
    }

    [Theory]
    [InlineData("a bug")]
    [InlineData("a refusal with status")]
    public void Leaves_alone_what_is_no_failure_of_the_network(string failure) => Assert.Null(LostReply.From(Failures[failure], Address));

    [Fact]
    public void Tells_the_innermost_reason_as_one_sentence() =>
        Assert.Equal(
            "myregistry.azurecr.io could not be reached: The remote certificate is invalid.", LostReply.From(Failures["no trust"], Address)!.Message);
}
