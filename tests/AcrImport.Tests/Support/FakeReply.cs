using System.Text;
using AcrImport.Azure.Http;

namespace AcrImport.Tests.Support;

/// <summary>A reply that a test has prepared.</summary>
internal sealed record FakeReply(int Status, byte[] Body, params (string Name, string Value)[] Headers)
{
    private Exception? _broken;

    public FakeReply(int status, string body = "", params (string Name, string Value)[] headers)
        : this(status, Encoding.UTF8.GetBytes(body), headers)
    {
    }

    /// <summary>Makes a connection that breaks before anything is answered.</summary>
    public static FakeReply Broken(Exception failure) => new(0) { _broken = failure };

    /// <summary>Makes the reply as the clients get it once it is read.</summary>
    public ServiceReply Read() => new(
        Status, Body, name => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value);

    public HttpResponseMessage ToMessage(HttpRequestMessage request)
    {
        if (_broken is not null)
        {
            throw _broken;
        }

        var message = new HttpResponseMessage((System.Net.HttpStatusCode)Status) { RequestMessage = request, Content = new ByteArrayContent(Body) };
        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
