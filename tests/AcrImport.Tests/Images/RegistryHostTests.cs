namespace AcrImport.Tests.Images;

public sealed class RegistryHostTests
{
    public static TheoryData<string, string, int?> Hosts { get; } = new()
    {
        { "myregistry.azurecr.io", "myregistry.azurecr.io", null },
        { "MyRegistry.AzureCR.io", "myregistry.azurecr.io", null },
        { "contoso-e7ggejfuhzhgedc8.azurecr.io", "contoso-e7ggejfuhzhgedc8.azurecr.io", null },
        { "localhost", "localhost", null },
        { "localhost:5000", "localhost", 5000 },
        { "a.io:1", "a.io", 1 },
        { "a.io:65535", "a.io", 65535 },
        { "a.io:00443", "a.io", 443 },
        { "127.0.0.1:80", "127.0.0.1", 80 },
        { "[::1]", "[::1]", null },
        { "[::1]:5000", "[::1]", 5000 },
        { "[FE80::A]", "[fe80::a]", null },
        { "index.docker.io", "docker.io", null },
        { "registry-1.docker.io", "docker.io", null },
        { "registry.hub.docker.com", "docker.io", null },
        { "index.docker.io:443", "index.docker.io", 443 },
    };

    public static TheoryData<string> Refused { get; } =
    [
        "", ":", ":80", "a.io:", "a.io:0", "a.io:65536", "a.io:99999", "a.io:123456", "a.io:-1", "a.io:+1", "a.io:8 0", "a.io:http", "a.io:٨٠", "a.io:80:80",
        ".a.io", "a.io.", "a..io", "-a.io", "a-.io", "a.-io", "a_b.io", "a b.io", "ä.io", "a.io/b", "https://a.io", "user@a.io", "a.io\n", "a.io\0", "a%2e.io",
        "[", "]", "[]", "[::1", "::1", "::1]", "[::1]x", "[::1]:", "[::1]:0", "[::g]", "[1:2]", "[[::1]]", "[127.0.0.1]", "[1234]", "[::1%eth0]", "[::1][::1]",
    ];

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Reads_a_host_with_its_port(string text, string host, int? port)
    {
        var read = RegistryHost.Parse(text);

        Assert.Equal((host, port, text), (read.Host, read.Port, read.Original));
        Assert.Equal(read, RegistryHost.Parse(read.ToString()));
        Assert.Equal(read.GetHashCode(), RegistryHost.Parse(read.ToString()).GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_what_is_no_host(string text)
    {
        var error = Assert.Throws<ReferenceFormatException>(() => RegistryHost.Parse(text));

        Assert.Equal(ReferencePart.Registry, error.Part);
        Assert.Contains("is not a valid registry host", error.Message, StringComparison.Ordinal);
        Assert.False(RegistryHost.TryParse(text, out _));
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5000", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.10:443", true)]
    [InlineData("[::1]:5000", true)]
    [InlineData("128.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("[::2]", false)]
    [InlineData("localhost.example.com", false)]
    [InlineData("127.0.0.1.example.com", false)]
    [InlineData("myregistry.azurecr.io", false)]
    public void Knows_this_machine(string text, bool loopback) => Assert.Equal(loopback, RegistryHost.Parse(text).IsLoopback);

    [Theory]
    [InlineData("docker.io", true)]
    [InlineData("INDEX.docker.io", true)]
    [InlineData("registry-1.docker.io", true)]
    [InlineData("registry.hub.docker.com", true)]
    [InlineData("docker.io:443", false)]
    [InlineData("hub.docker.com", false)]
    [InlineData("docker.io.example.com", false)]
    public void Knows_the_names_of_Docker_Hub(string text, bool hub) => Assert.Equal(hub, RegistryHost.Parse(text).IsDockerHub);

    [Fact]
    public void Names_Docker_Hub_as_everybody_does()
    {
        Assert.Equal("docker.io", RegistryHost.DockerHub.ToString());
        Assert.Equal(RegistryHost.DockerHub, RegistryHost.Parse("index.docker.io"));
    }

    [Fact]
    public void Differs_by_port() => Assert.NotEqual(RegistryHost.Parse("a.io"), RegistryHost.Parse("a.io:443"));
}
