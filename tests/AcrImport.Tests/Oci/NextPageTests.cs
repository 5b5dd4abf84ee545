using AcrImport.Azure.Oci;

namespace AcrImport.Tests.Oci;

public sealed class NextPageTests
{
    private static readonly Uri Page = new("https://myregistry.azurecr.io/acr/v1/a/b/_manifests?n=1000");

    public static TheoryData<string?, string?> Links { get; } = new()
    {
        { null, null },
        { "", null },
        { "</acr/v1/a/b/_manifests?last=x&n=1000>; rel=\"prev\"", null },
        { "</acr/v1/a/b/_manifests?last=x&n=1000&orderby=>; rel=\"next\"", "/acr/v1/a/b/_manifests?last=x&n=1000&orderby=" },
        { "</acr/v1/a/b/_manifests?last=1%262.71.7&n=100>; rel=\"next\"", "/acr/v1/a/b/_manifests?last=1%262.71.7&n=100" },
        { "</acr/v1/a/b/_manifests?last=x&n=1000>; rel=next", "/acr/v1/a/b/_manifests?last=x&n=1000" },
        { "<?last=x>; rel=\"next\"", "/acr/v1/a/b/_manifests?last=x" },
        { "<https://myregistry.azurecr.io/acr/v1/a/b/_manifests?last=x>; rel=\"next\"", "/acr/v1/a/b/_manifests?last=x" },
        { "<https://MYREGISTRY.azurecr.io:443/acr/v1/a/b/_manifests?last=x>; REL=\"Next\"", "/acr/v1/a/b/_manifests?last=x" },
        { "</acr/v1/a%2Fb/_manifests?last=x>; rel=\"next\"", "/acr/v1/a%2Fb/_manifests?last=x" },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void Reads_the_address_as_it_was_sent(string? link, string? next) => Assert.Equal(next, NextPage.Read(link, Page));

    [Theory]
    [InlineData("<https://evil.example/acr/v1/a/b/_manifests?last=x>; rel=\"next\"")]
    [InlineData("<//evil.example/acr/v1/a/b/_manifests?last=x>; rel=\"next\"")]
    [InlineData("<http://myregistry.azurecr.io/acr/v1/a/b/_manifests?last=x>; rel=\"next\"")]
    [InlineData("<https://myregistry.azurecr.io:444/acr/v1/a/b/_manifests?last=x>; rel=\"next\"")]
    [InlineData("</acr/v1/other/_manifests?last=x>; rel=\"next\"")]
    [InlineData("</acr/v1/a/b/../../other/_manifests?last=x>; rel=\"next\"")]
    [InlineData("</acr/v1/a/b/_manifests?n=1000>; rel=\"next\"")]
    [InlineData("/acr/v1/a/b/_manifests?last=x; rel=\"next\"")]
    [InlineData("><; rel=\"next\"")]
    public void Follows_no_link_that_leads_elsewhere_or_in_a_circle(string link)
    {
        var error = Assert.Throws<AcrImportException>(() => NextPage.Read(link, Page));

        Assert.Equal(AcrErrorKind.ServiceError, error.Kind);
        Assert.Contains("the listing is incomplete", error.Message, StringComparison.Ordinal);
    }
}
