using AcrImport.Azure.Oci;

namespace AcrImport.Tests.Oci.Sources;

public sealed class HostAddressTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("192.0.0.8", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("0x0a.1", false)]
    [InlineData("[2606:4700::1111]", true)]
    [InlineData("[::1]", false)]
    [InlineData("[::]", false)]
    [InlineData("[::ffff:10.0.0.1]", false)]
    [InlineData("[64:ff9b::a00:1]", false)]
    [InlineData("[fe80::1]", false)]
    [InlineData("[fd00:ec2::254]", false)]
    [InlineData("[2002:a00:1::1]", false)]
    [InlineData("[2001:0:a00:1::1]", false)]
    [InlineData("ghcr.io", true)]
    [InlineData("GHCR.IO.", true)]
    [InlineData("registry.local", false)]
    [InlineData("app.localhost", false)]
    [InlineData("harbor", false)]
    public void Knows_the_public_ones(string host, bool isPublic) => Assert.Equal(isPublic, HostAddress.IsPublic(new Uri($"https://{host}/")));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("[::ffff:127.0.0.1]", true)]
    [InlineData("localhost.evil.test", false)]
    [InlineData("127.0.0.1.evil.test", false)]
    [InlineData("10.0.0.1", false)]
    public void Knows_this_machine(string host, bool isLoopback) => Assert.Equal(isLoopback, HostAddress.IsLoopback(new Uri($"https://{host}/")));
}
