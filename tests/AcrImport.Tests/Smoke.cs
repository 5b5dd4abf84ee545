namespace AcrImport.Tests;

public sealed class Smoke
{
    [Fact]
    public void Reference_is_read() => Assert.Equal("docker.io/library/nginx:latest", ImageReference.Parse("nginx").ToString());
}
