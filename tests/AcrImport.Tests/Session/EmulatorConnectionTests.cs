using System.Net;
using AcrImport.Session;

namespace AcrImport.Tests.Session;

public sealed class EmulatorConnectionTests : IDisposable
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["armEndpoint"] = "https://localhost:5001/",
        ["authorityHost"] = "https://127.0.0.1:5002/",
        ["tenantId"] = "tenant",
        ["subscriptionId"] = "subscription",
        ["clientId"] = "client",
        ["clientSecret"] = "secret",
        ["certificate"] = "-----BEGIN CERTIFICATE-----\nAQID\nBAUG\n-----END CERTIFICATE-----\n",
        ["processId"] = "a field of later times",
    };

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Reads_a_connection()
    {
        var options = Read(Good);

        Assert.Equal(("https://localhost:5001/", "https://127.0.0.1:5002/"), (options.ArmEndpoint.AbsoluteUri, options.AuthorityHost!.AbsoluteUri));
        Assert.Equal((SignInKind.ClientSecret, "tenant", "client", "subscription"), (options.SignIn, options.TenantId, options.ClientId, options.SubscriptionId));
        Assert.Equal("secret", new NetworkCredential(string.Empty, options.Secret).Password);
        Assert.Equal([1, 2, 3, 4, 5, 6], options.LoopbackCertificate);
    }

    [Fact]
    public void Prefers_the_subscription_that_was_asked_for()
    {
        Write(Good);

        Assert.Equal("mine", EmulatorConnection.Read(_path, "mine").SubscriptionId);
    }

    [Fact]
    public void Tells_that_there_is_no_file()
    {
        var error = Refused(Path.Combine(_path + "-missing", "connection.json"));

        Assert.Contains("does not exist; the emulator has stopped, or never ran.", error.Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Refused(_path + "-missing").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_that_a_folder_cannot_be_read() =>
        Assert.Contains("cannot be read", Refused(Path.GetDirectoryName(_path)!).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("text")]
    [InlineData("\0\u0001")]
    [InlineData("<xml/>")]
    public void Refuses_what_is_no_connection_file(string content)
    {
        File.WriteAllText(_path, content);

        Assert.Contains("is not the connection file of an emulator", Refused(_path).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("armEndpoint")]
    [InlineData("authorityHost")]
    [InlineData("tenantId")]
    [InlineData("subscriptionId")]
    [InlineData("clientId")]
    [InlineData("clientSecret")]
    [InlineData("certificate")]
    public void Refuses_a_file_that_lacks_a_field(string field)
    {
        Write(Good.Where(entry => entry.Key != field).ToDictionary());
        Assert.Contains(field, Refused(_path).Message, StringComparison.Ordinal);

        foreach (var nothing in new[] { null, "" })
        {
            Write(new(Good) { [field] = nothing });
            Assert.Contains(field, Refused(_path).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("armEndpoint", "https://management.azure.com/")]
    [InlineData("armEndpoint", "http://localhost:5001/")]
    [InlineData("armEndpoint", "localhost:5001")]
    [InlineData("armEndpoint", "https://localhost.evil.example/")]
    [InlineData("armEndpoint", "https://localhost@evil.example/")]
    [InlineData("authorityHost", "https://login.microsoftonline.com/")]
    [InlineData("authorityHost", "/tenant")]
    public void Refuses_an_endpoint_that_is_not_on_this_machine(string field, string address)
    {
        Write(new(Good) { [field] = address });

        Assert.Contains($"its {field} is not an https address of this machine", Refused(_path).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AQID")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAQID")]
    [InlineData("-----END CERTIFICATE-----\nAQID\n-----BEGIN CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\n***\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAQID\n-----END PRIVATE KEY-----")]
    public void Refuses_a_certificate_that_is_not_in_PEM_form(string pem)
    {
        Write(new(Good) { ["certificate"] = pem });

        Assert.IsType<FormatException>(Refused(_path).InnerException);
    }

    public void Dispose() => File.Delete(_path);

    private static AcrImportException Refused(string path)
    {
        var error = Assert.Throws<AcrImportException>(() => EmulatorConnection.Read(path, null));
        Assert.Equal(AcrErrorKind.InvalidConnectionFile, error.Kind);
        return error;
    }

    private ConnectionOptions Read(Dictionary<string, string?> fields)
    {
        Write(fields);
        return EmulatorConnection.Read(_path, null);
    }

    private void Write(Dictionary<string, string?> fields) => File.WriteAllText(_path, System.Text.Json.JsonSerializer.Serialize(fields));
}
