using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class ImportOrderTests
{
    // Source, targets joined by a blank, and what becomes of them.
    public static TheoryData<string, string, string> Targets { get; } = new()
    {
        { "nginx", "", "nginx:latest" },
        { "nginx:1.27", "", "nginx:1.27" },
        { "docker.io/library/nginx:1.27", "", "library/nginx:1.27" },
        { "mcr.microsoft.com/dotnet/sdk:10.0", "", "dotnet/sdk:10.0" },
        { $"ghcr.io/o/app@sha256:{Samples.Hex}", "", "o/app:latest" },
        { $"ghcr.io/o/app:v1@sha256:{Samples.Hex}", "", "o/app:v1" },
        { "nginx:1.27", "base/nginx", "base/nginx:1.27" },
        { "nginx:1.27", "base/nginx:stable", "base/nginx:stable" },
        { "nginx", "base/nginx", "base/nginx:latest" },
        { $"ghcr.io/o/app@sha256:{Samples.Hex}", "app", "app:latest" },
        { $"ghcr.io/o/app:v1@sha256:{Samples.Hex}", "app", "app:v1" },
        { "nginx:1.27", "base/nginx base/nginx:stable other:x", "base/nginx:1.27 base/nginx:stable other:x" },
    };

    public static TheoryData<string, string, string?, ReferencePart> Refused { get; } = new()
    {
        { "abc", "nginx", null, ReferencePart.Registry },
        { "", "nginx", null, ReferencePart.Registry },
        { "/subscriptions/x", "nginx", null, ReferencePart.ResourceId },
        { "myRegistry", "", null, ReferencePart.Reference },
        { "myRegistry", "nginx:", null, ReferencePart.Tag },
        { "myRegistry", "nginx", "Base/nginx", ReferencePart.Repository },
        { "myRegistry", "nginx", "", ReferencePart.Repository },
        { "myRegistry", "nginx", "myregistry.azurecr.io:443/nginx:a b", ReferencePart.Repository },
        { "myRegistry", "nginx", "a@sha256:" + Samples.Hex, ReferencePart.Digest },
        { "myRegistry", "nginx", "a:b@sha256:" + Samples.Hex, ReferencePart.Digest },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void Gives_every_target_a_tag(string source, string targets, string expected)
    {
        var order = Samples.Order(source, targets: targets.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(expected, string.Join(' ', order.Targets));
    }

    [Fact]
    public void Keeps_what_was_ordered()
    {
        var order = ImportOrder.Create(new ImportOptions { Registry = "myregistry.azurecr.io", Source = "nginx:1", IfExists = IfExists.Update, Pin = false });

        Assert.Equal(("myregistry.azurecr.io", "docker.io/library/nginx:1"), (order.Registry.ToString(), order.Source.ToString()));
        Assert.Equal((IfExists.Update, false, true), (order.IfExists, order.Pin, order.Verify));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_words_that_are_malformed(string registry, string source, string? target, ReferencePart part)
    {
        var error = Assert.Throws<AcrImportException>(() => ImportOrder.Create(
            new ImportOptions { Registry = registry, Source = source, Targets = target is null ? [] : [target] }));

        Assert.Equal(AcrErrorKind.InvalidReference, error.Kind);
        var cause = Assert.IsType<ReferenceFormatException>(error.InnerException);
        Assert.Equal(part, cause.Part);
        Assert.Equal(cause.Message, error.Message);
    }
}
