namespace AcrImport.Tests.Images;

public sealed class ImageReferenceTests
{
    private const string Hex = "2498fce14358aa50ead0cc6c19990fc6ff866ce72aeb5546e1d59caac3d0d60f";

    public static TheoryData<string, string> CanonicalForms { get; } = new()
    {
        { "nginx", "docker.io/library/nginx:latest" },
        { "nginx:1.27", "docker.io/library/nginx:1.27" },
        { "bitnami/nginx", "docker.io/bitnami/nginx:latest" },
        { "library/nginx", "docker.io/library/nginx:latest" },
        { "docker.io/nginx", "docker.io/library/nginx:latest" },
        { "index.docker.io/nginx", "docker.io/library/nginx:latest" },
        { "registry-1.docker.io/library/nginx", "docker.io/library/nginx:latest" },
        { "registry.hub.docker.com/nginx:1", "docker.io/library/nginx:1" },
        { "Docker.IO/nginx", "docker.io/library/nginx:latest" },
        { "docker.io:443/nginx", "docker.io:443/nginx:latest" },
        { "mcr.microsoft.com/dotnet/sdk:10.0", "mcr.microsoft.com/dotnet/sdk:10.0" },
        { "MCR.Microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/sdk:latest" },
        { "localhost/app", "localhost/app:latest" },
        { "LocalHost/app", "localhost/app:latest" },
        { "localhost:5000/app:v1", "localhost:5000/app:v1" },
        { "localhost:5000", "docker.io/library/localhost:5000" },
        { "registry:5000/app", "registry:5000/app:latest" },
        { "127.0.0.1:5000/app", "127.0.0.1:5000/app:latest" },
        { "[::1]/app", "[::1]/app:latest" },
        { "[::1]:5000/a/b:c", "[::1]:5000/a/b:c" },
        { "[2001:DB8::1]:5000/app", "[2001:db8::1]:5000/app:latest" },
        { "oci://ghcr.io/owner/chart:1.0.0", "ghcr.io/owner/chart:1.0.0" },
        { "OCI://nginx", "docker.io/library/nginx:latest" },
        { "quay.io/a/b/c/d:e", "quay.io/a/b/c/d:e" },
        { $"ghcr.io/o/app@sha256:{Hex}", $"ghcr.io/o/app@sha256:{Hex}" },
        { $"nginx:1.27@sha256:{Hex}", $"docker.io/library/nginx:1.27@sha256:{Hex}" },
        { $"nginx@sha512:{Hex}{Hex}", $"docker.io/library/nginx@sha512:{Hex}{Hex}" },
        { "a.b/c_d__e---f.g:_T-1.x", "a.b/c_d__e---f.g:_T-1.x" },
    };

    public static TheoryData<string, ReferencePart, string> Refused { get; } = new()
    {
        { "", ReferencePart.Reference, "it is empty" },
        { "oci://", ReferencePart.Reference, "it is empty" },
        { "https://ghcr.io/o/app", ReferencePart.Reference, "begins with 'https://'" },
        { "docker://nginx", ReferencePart.Reference, "begins with 'docker://'" },
        { "oci://oci://nginx", ReferencePart.Reference, "begins with 'oci://'" },
        { " ", ReferencePart.Repository, "contains ' '" },
        { "ghcr.io/", ReferencePart.Repository, "the repository is missing" },
        { "docker.io/", ReferencePart.Repository, "the repository is missing" },
        { ":tag", ReferencePart.Repository, "missing" },
        { "/nginx", ReferencePart.Repository, "empty part" },
        { "a//b", ReferencePart.Repository, "empty part" },
        { "nginx/", ReferencePart.Repository, "empty part" },
        { "ghcr.io/o/App", ReferencePart.Repository, "upper-case letter 'A'" },
        { "Nginx", ReferencePart.Repository, "upper-case letter 'N'" },
        { "nginx\r\n", ReferencePart.Repository, "contains '\r'" },
        { "a%2fb", ReferencePart.Repository, "contains '%'" },
        { "a\0b", ReferencePart.Repository, "contains '\0'" },
        { "ghcr.io:0/app", ReferencePart.Registry, "the port '0'" },
        { "localhost:x/app", ReferencePart.Registry, "the port 'x'" },
        { "-a.io/app", ReferencePart.Registry, "begins or ends with '-'" },
        { "a..io/app", ReferencePart.Registry, "empty label" },
        { "user@ghcr.io/app", ReferencePart.Registry, "contains '@'" },
        { "[::1/app", ReferencePart.Registry, "IPv6" },
        { "nginx:", ReferencePart.Tag, "the tag behind ':' is empty" },
        { "nginx:-1", ReferencePart.Tag, "begins with '-'" },
        { "nginx:a b", ReferencePart.Tag, "contains ' '" },
        { "nginx:a:b", ReferencePart.Tag, "contains ':'" },
        { "nginx:a\n", ReferencePart.Tag, "contains '\n'" },
        { "nginx@", ReferencePart.Digest, "the digest is empty" },
        { "nginx@latest", ReferencePart.Digest, "has no algorithm" },
        { $"nginx@md5:{Hex}", ReferencePart.Digest, "algorithm 'md5'" },
        { $"nginx@sha256:{Hex}@sha256:{Hex}", ReferencePart.Digest, "characters behind" },
    };

    [Theory]
    [MemberData(nameof(CanonicalForms))]
    public void Has_a_canonical_form_that_means_the_same(string typed, string canonical)
    {
        var reference = ImageReference.Parse(typed);

        Assert.Equal(canonical, reference.ToString());
        Assert.Equal(typed, reference.Original);
        Assert.Equal(reference, ImageReference.Parse(canonical));
        Assert.Equal(reference.GetHashCode(), ImageReference.Parse(canonical).GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Says_which_part_is_wrong_and_why(string typed, ReferencePart part, string reason)
    {
        var error = Assert.Throws<ReferenceFormatException>(() => ImageReference.Parse(typed));

        Assert.Equal(part, error.Part);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(typed, error.Text);
        Assert.Contains("is not a valid image reference", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.False(ImageReference.TryParse(typed, out _));
    }

    [Fact]
    public void Keeps_tag_and_digest_side_by_side()
    {
        var reference = ImageReference.Parse($"ghcr.io/o/app:v1@sha256:{Hex}");

        Assert.Equal(("ghcr.io", "o/app", "v1", Hex), (reference.Registry.Host, reference.Repository, reference.Tag, reference.Digest!.Hex));
    }

    [Fact]
    public void Fills_in_no_tag_beside_a_digest() => Assert.Null(ImageReference.Parse($"nginx@sha256:{Hex}").Tag);

    [Fact]
    public void Takes_a_null_for_empty() => Assert.False(ImageReference.TryParse(null, out _));

    [Fact]
    public void Refuses_a_name_that_looks_like_an_image_id()
    {
        Assert.Contains("image ID", Assert.Throws<ReferenceFormatException>(() => ImageReference.Parse(Hex)).Reason, StringComparison.Ordinal);
        Assert.Equal(Hex[1..], ImageReference.Parse(Hex[1..]).Repository["library/".Length..]);
    }

    // Written back in lower case it would be a repository of Docker Hub, which belongs to somebody else.
    [Fact]
    public void Takes_an_upper_case_first_part_without_dot_and_port_for_no_registry()
    {
        var error = Assert.Throws<ReferenceFormatException>(() => ImageReference.Parse("Contoso/app"));

        Assert.Equal(ReferencePart.Repository, error.Part);
        Assert.Contains("upper-case letter 'C'", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx:1", "nginx:2")]
    [InlineData("nginx", "quay.io/library/nginx")]
    [InlineData("localhost:1/app", "localhost:2/app")]
    [InlineData("nginx", "nginx@sha256:" + Hex)]
    [InlineData("a/b", "a/c")]
    public void Differs_in_every_part(string one, string other)
    {
        Assert.NotEqual(ImageReference.Parse(one), ImageReference.Parse(other));
        Assert.False(ImageReference.Parse(one).Equals(null));
    }
}
