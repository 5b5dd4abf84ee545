namespace AcrImport.Tests.Images;

public sealed class RegistrySelectorTests
{
    private const string Id =
        "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/myRegistry";

    [Fact]
    public void Takes_a_name()
    {
        var selector = RegistrySelector.Parse("myRegistry");

        Assert.Equal("myRegistry", selector.Name);
        Assert.Null(selector.LoginServer);
        Assert.Null(selector.ResourceId);
    }

    [Theory]
    [InlineData("myregistry.azurecr.io")]
    [InlineData("myregistry-e7ggejfuhzhgedc8.azurecr.io")]
    [InlineData("localhost:5001")]
    [InlineData("[::1]:5001")]
    public void Takes_a_login_server_and_makes_up_no_name(string text)
    {
        var selector = RegistrySelector.Parse(text);

        Assert.Equal(text, selector.LoginServer!.ToString());
        Assert.Null(selector.Name);
        Assert.Null(selector.ResourceId);
    }

    [Fact]
    public void Takes_a_resource_id_and_the_name_in_it()
    {
        var selector = RegistrySelector.Parse(Id);

        Assert.Equal(RegistryResourceId.Parse(Id), selector.ResourceId);
        Assert.Equal("myRegistry", selector.Name);
        Assert.Null(selector.LoginServer);
        Assert.Equal(Id, selector.ToString());
    }

    [Theory]
    [InlineData("", ReferencePart.Registry, "5 to 50 letters and digits")]
    [InlineData("abcd", ReferencePart.Registry, "5 to 50 letters and digits")]
    [InlineData("my-registry", ReferencePart.Registry, "5 to 50 letters and digits")]
    [InlineData("a.io/repo", ReferencePart.Registry, "contains '/'")]
    [InlineData("a.io:0", ReferencePart.Registry, "the port '0'")]
    [InlineData("/subscriptions/x", ReferencePart.ResourceId, "not of the form")]
    public void Says_why_it_is_none_of_the_three(string text, ReferencePart part, string reason)
    {
        var error = Assert.Throws<ReferenceFormatException>(() => RegistrySelector.Parse(text));

        Assert.Equal(part, error.Part);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.False(RegistrySelector.TryParse(text, out _));
    }

    [Fact]
    public void Takes_a_null_for_empty() => Assert.False(RegistrySelector.TryParse(null, out _));
}
