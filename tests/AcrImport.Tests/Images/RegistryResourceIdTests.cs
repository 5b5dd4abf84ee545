namespace AcrImport.Tests.Images;

public sealed class RegistryResourceIdTests
{
    private const string Subscription = "00000000-1111-2222-3333-444444444444";
    private const string Registries = "/providers/Microsoft.ContainerRegistry/registries/";
    private const string Good = "/subscriptions/" + Subscription + "/resourceGroups/my-rg" + Registries + "myRegistry";

    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "", "not of the form" },
        { "myRegistry", "not of the form" },
        { Good + "/", "not of the form" },
        { Good + "/importImage", "not of the form" },
        { Good[1..], "not of the form" },
        { "https://management.azure.com" + Good, "not of the form" },
        { Good.Replace("subscriptions", "subscription", StringComparison.Ordinal), "not of the form" },
        { Good.Replace("registries", "webhooks", StringComparison.Ordinal), "type 'Microsoft.ContainerRegistry/webhooks'" },
        { Good.Replace("ContainerRegistry", "ContainerService", StringComparison.Ordinal), "type 'Microsoft.ContainerService/registries'" },
        { Good.Replace(Subscription, "mysub", StringComparison.Ordinal), "'mysub' is not a GUID" },
        { Good.Replace(Subscription, "{" + Subscription + "}", StringComparison.Ordinal), "is not a GUID" },
        { Good.Replace("my-rg", "", StringComparison.Ordinal), "the resource group ''" },
        { Good.Replace("my-rg", "rg.", StringComparison.Ordinal), "the resource group 'rg.'" },
        { Good.Replace("my-rg", "r g", StringComparison.Ordinal), "the resource group 'r g'" },
        { Good.Replace("my-rg", "a?b", StringComparison.Ordinal), "the resource group 'a?b'" },
        { Good.Replace("my-rg", new string('r', 91), StringComparison.Ordinal), "1 to 90" },
        { Good.Replace("myRegistry", "abcd", StringComparison.Ordinal), "the registry name 'abcd'" },
        { Good.Replace("myRegistry", new string('a', 51), StringComparison.Ordinal), "5 to 50" },
        { Good.Replace("myRegistry", "my-registry", StringComparison.Ordinal), "the registry name 'my-registry'" },
        { Good + "\n", "5 to 50" },
    };

    [Fact]
    public void Reads_its_parts()
    {
        var id = RegistryResourceId.Parse(Good);

        Assert.Equal((Subscription, "my-rg", "myRegistry", Good), (id.SubscriptionId, id.ResourceGroup, id.Name, id.Original));
        Assert.Equal(Good, id.ToString());
    }

    [Fact]
    public void Compares_without_regard_to_case_and_writes_the_usual_one()
    {
        var shouted = RegistryResourceId.Parse(Good.ToUpperInvariant());

        Assert.Equal(RegistryResourceId.Parse(Good), shouted);
        Assert.Equal(RegistryResourceId.Parse(Good).GetHashCode(), shouted.GetHashCode());
        Assert.Equal($"/subscriptions/{Subscription}/resourceGroups/MY-RG{Registries}MYREGISTRY", shouted.ToString());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Says_why_it_is_none(string text, string reason)
    {
        var error = Assert.Throws<ReferenceFormatException>(() => RegistryResourceId.Parse(text));

        Assert.Equal(ReferencePart.ResourceId, error.Part);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.False(RegistryResourceId.TryParse(text, out _));
    }

    [Theory]
    [InlineData("abcde", true)]
    [InlineData("ABC123", true)]
    [InlineData("abcd", false)]
    [InlineData("abcde.", false)]
    [InlineData("abcdé", false)]
    [InlineData(null, false)]
    public void Knows_the_names_of_registries(string? name, bool valid) => Assert.Equal(valid, RegistryResourceId.IsRegistryName(name));

    [Fact]
    public void Takes_names_and_groups_of_full_length()
    {
        var id = RegistryResourceId.Parse(Good.Replace("myRegistry", new string('a', 50), StringComparison.Ordinal)
            .Replace("my-rg", "ä(1)_." + new string('r', 84), StringComparison.Ordinal));

        Assert.Equal((50, 90), (id.Name.Length, id.ResourceGroup.Length));
    }

    [Fact]
    public void Differs_by_every_part()
    {
        var id = RegistryResourceId.Parse(Good);

        Assert.NotEqual(id, RegistryResourceId.Parse(Good + "2"));
        Assert.NotEqual(id, RegistryResourceId.Parse(Good.Replace("my-rg", "rg", StringComparison.Ordinal)));
        Assert.NotEqual(id, RegistryResourceId.Parse(Good.Replace("4444", "5555", StringComparison.Ordinal)));
    }
}
