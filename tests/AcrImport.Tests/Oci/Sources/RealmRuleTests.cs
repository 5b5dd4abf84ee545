using AcrImport.Azure.Oci;

namespace AcrImport.Tests.Oci.Sources;

public sealed class RealmRuleTests
{
    [Theory]
    // The registry itself, and the hosts of its owner.
    [InlineData("https://ghcr.io", "https://ghcr.io/token", "Credentials")]
    [InlineData("https://ghcr.io", "https://GHCR.IO:443/token", "Credentials")]
    [InlineData("https://registry-1.docker.io", "https://auth.docker.io/token", "Credentials")]
    [InlineData("https://registry.gitlab.com", "https://gitlab.com/jwt/auth", "Credentials")]
    [InlineData("https://registry.digitalocean.com", "https://api.digitalocean.com/v2/registry/auth", "Credentials")]
    [InlineData("https://registry.redhat.io", "https://sso.redhat.com/auth", "Credentials")]
    [InlineData("https://quay.io", "https://auth.quay.io/v2/auth", "Credentials")]
    [InlineData("https://gitlab.corp.example:5050", "https://gitlab.corp.example/jwt/auth", "Credentials")]
    [InlineData("https://10.0.0.5", "https://10.0.0.5/token", "Credentials")]
    [InlineData("https://harbor", "https://harbor/service/token", "Credentials")]
    [InlineData("https://my.azurecr.io", "https://my.azurecr.io/oauth2/token", "Credentials")]
    // Other owners, however much their names look alike.
    [InlineData("https://ghcr.io", "https://evil.test/token", "Anonymous")]
    [InlineData("https://registry-1.docker.io", "https://auth.docker.io.evil.test/token", "Anonymous")]
    [InlineData("https://registry-1.docker.io", "https://evil-docker.io/token", "Anonymous")]
    [InlineData("https://registry-1.docker.io", "https://evil.test/auth.docker.io/token", "Anonymous")]
    [InlineData("https://registry.redhat.io", "https://sso.redhat.com.evil.test/auth", "Anonymous")]
    [InlineData("https://quay.io", "https://io/token", "Refused")]
    [InlineData("https://8.8.8.8", "https://8.8.8.8:8443/token", "Anonymous")]
    [InlineData("https://1.8.8.8", "https://2.8.8.8/token", "Anonymous")]
    // Strangers under one parent.
    [InlineData("https://mine.azurecr.io", "https://theirs.azurecr.io/oauth2/token", "Anonymous")]
    [InlineData("https://mine.azurecr.us", "https://theirs.azurecr.us/oauth2/token", "Anonymous")]
    [InlineData("https://mine.azurecr.cn", "https://theirs.azurecr.cn/oauth2/token", "Anonymous")]
    [InlineData("https://1.dkr.ecr.eu-west-1.amazonaws.com", "https://2.dkr.ecr.eu-west-1.amazonaws.com/token", "Anonymous")]
    [InlineData("https://eu-docker.pkg.dev", "https://us-docker.pkg.dev/v2/token", "Anonymous")]
    [InlineData("https://mine.westeurope.cloudapp.azure.com", "https://theirs.westeurope.cloudapp.azure.com/token", "Anonymous")]
    [InlineData("https://mine.github.io", "https://theirs.github.io/token", "Anonymous")]
    [InlineData("https://mine.co.uk", "https://theirs.co.uk/token", "Anonymous")]
    [InlineData("https://mine.com.au", "https://theirs.com.au/token", "Anonymous")]
    [InlineData("https://mine.test", "https://theirs.test/token", "Anonymous")]
    // Addresses inside of a network, and unsafe ones.
    [InlineData("https://ghcr.io", "http://ghcr.io/token", "Refused")]
    [InlineData("https://evil.test", "http://169.254.169.254/metadata", "Refused")]
    [InlineData("https://evil.test", "https://169.254.169.254/metadata", "Refused")]
    [InlineData("https://evil.test", "https://[::ffff:169.254.169.254]/metadata", "Refused")]
    [InlineData("https://evil.test", "https://2852039166/metadata", "Refused")]
    [InlineData("https://evil.test", "https://10.1.2.3/token", "Refused")]
    [InlineData("https://evil.test", "https://127.0.0.1/token", "Refused")]
    [InlineData("https://evil.test", "https://localhost/token", "Refused")]
    [InlineData("https://evil.test", "https://localhost./token", "Refused")]
    [InlineData("https://evil.test", "https://metadata.google.internal/token", "Refused")]
    [InlineData("https://evil.test", "https://intranet/token", "Refused")]
    [InlineData("https://evil.test", "https://user@evil.test/token", "Refused")]
    [InlineData("https://10.0.0.5", "https://10.0.0.6/token", "Refused")]
    // A registry on this machine.
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/token", "Credentials")]
    [InlineData("https://localhost:5000", "https://localhost:5000/token", "Credentials")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5001/token", "Anonymous")]
    [InlineData("http://127.0.0.1:5000", "https://auth.docker.io/token", "Anonymous")]
    [InlineData("http://127.0.0.1:5000", "http://169.254.169.254/token", "Refused")]
    [InlineData("http://127.0.0.1:5000", "http://auth.docker.io/token", "Refused")]
    public void Trusts_a_realm_by_its_owner(string registry, string realm, string trust) =>
        Assert.Equal(trust, RealmRule.Judge(new Uri(registry), new Uri(realm)).ToString());

    [Theory]
    [InlineData("https://a.test/token", true)]
    [InlineData("http://a.test/token", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("/token", false)]
    [InlineData("a.test/token", false)]
    [InlineData("//a.test/token", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://a.test/", false)]
    [InlineData("https://", false)]
    [InlineData("https://user@a.test/token", false)]
    [InlineData("https://auth.docker.io:x@a.test/token", false)]
    [InlineData("https://a.test:99999/token", false)]
    public void Reads_addresses_of_the_web_only(string? text, bool isRead) => Assert.Equal(isRead, RealmRule.TryRead(text, out _));
}
