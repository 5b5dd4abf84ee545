using AcrImport.Tests.Support;

namespace AcrImport.Tests.Commands;

/// <summary>
/// Lines written for Import-AzContainerRegistryImage and for az acr import, with only the command's name changed (and az's dashes halved).
/// Sources: the help of Import-AzContainerRegistryImage, and the service's guide to importing images.
/// </summary>
public sealed class PortabilityTests
{
    private const string SourceId = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/src-rg/providers/Microsoft.ContainerRegistry/registries/sourceregistry";
    private const string Hex = "8b5e5a4b0c6f4d2e9a7c1b3d5f7091a2b4c6d8e0f1234567890abcdef1234567";

    public static TheoryData<string, string, string, string, string> Lines => new()
    {
        // line, source registry, source image, targets, mode
        { "-SourceImage library/busybox:latest -ResourceGroupName $rg -RegistryName myRegistry -SourceRegistryUri docker.io -TargetTag busybox:latest", "docker.io", "library/busybox:latest", "busybox:latest", "NoForce" },
        { "-RegistryName myRegistry -ResourceGroupName $rg -SourceRegistryUri docker.io -SourceImage library/hello-world:latest", "docker.io", "library/hello-world:latest", "library/hello-world:latest", "NoForce" },
        { "-RegistryName myRegistry -ResourceGroupName $rg -SubscriptionId $sub -SourceRegistryUri docker.io -SourceImage tensorflow/tensorflow:latest-gpu -Username hubuser -Password $secret", "docker.io", "tensorflow/tensorflow:latest-gpu", "tensorflow/tensorflow:latest-gpu", "NoForce" },
        { "-RegistryName myRegistry -ResourceGroupName $rg -SourceRegistryUri mcr.microsoft.com -SourceImage 'windows/servercore:ltsc2022'", "mcr.microsoft.com", "windows/servercore:ltsc2022", "windows/servercore:ltsc2022", "NoForce" },
        { $"-RegistryName myRegistry -ResourceGroupName $rg -SourceRegistryResourceId {SourceId} -SourceImage aci-helloworld:latest", SourceId, "aci-helloworld:latest", "aci-helloworld:latest", "NoForce" },
        { $"-RegistryName myRegistry -ResourceGroupName $rg -SourceResourceId {SourceId} -SourceImage aci-helloworld@sha256:{Hex} -UntaggedTargetRepository base/hello -Mode Force", SourceId, $"aci-helloworld@sha256:{Hex}", "base/hello", "Force" },
        { "-RegistryName myRegistry -ResourceGroupName $rg -SourceRegistryUri docker.io -SourceImage library/redis:7 -TargetTag a:1, b:2 -Mode NoForce -NoWait", "docker.io", "library/redis:7", "a:1, b:2", "NoForce" },
        { "-Name myRegistry -Source docker.io/library/hello-world:latest -Image hello-world:latest", "docker.io", "library/hello-world:latest", "hello-world:latest", "NoForce" },
        { "-Name myRegistry -Source docker.io/library/hello-world:latest -Image hello-world:latest, hello-world:1 -Force", "docker.io", "library/hello-world:latest", "hello-world:latest, hello-world:1", "Force" },
        { $"-Name myRegistry -Source mcr.microsoft.com/hello@sha256:{Hex} -Repository hello", "mcr.microsoft.com", $"hello@sha256:{Hex}", "hello", "NoForce" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_binds_and_means_the_same(string line, string registry, string image, string targets, string mode)
    {
        using var backend = Backend();
        using var shell = FakeDoor.Open(backend);

        var run = shell.Run(
            "$rg = 'my-rg'; $sub = '00000000-1111-2222-3333-444444444444'; $secret = $args[0]; Import-AcrImage -NoPin " + line, FakeDoor.Secret("pa55"));

        Assert.Empty(run.Errors);
        var request = Assert.Single(backend.Requests);
        Assert.Equal(registry, request.Source.ResourceId?.ToString() ?? request.Source.Host!.ToString());
        Assert.Equal(image, request.SourceImage);
        Assert.Equal(targets, string.Join(", ", request.Targets.Select(target => target.ToString()).Concat(request.UntaggedTargets)));
        Assert.Equal(mode, request.Mode.ToString());
        Assert.Equal(line.Contains("-Username", StringComparison.Ordinal) ? "hubuser" : null, request.Credential?.UserName);
    }

    [Fact]
    public void Subscription_and_group_say_where_the_registry_is()
    {
        RegistrySelector? asked = null;
        using var backend = new FakeBackend { Find = selector => { asked = selector; return Samples.Registry; }, Resolve = (_, _) => null };
        using var shell = FakeDoor.Open(backend);

        shell.Run("Import-AcrImage -RegistryName myRegistry -ResourceGroupName my-rg -SubscriptionId sub-1 -SourceImage nginx -NoVerify");

        Assert.Equal(("myRegistry", "my-rg", "sub-1"), (asked!.Name, asked.ResourceGroup, asked.SubscriptionId));
    }

    // An empty registry that has what was asked for once the import is done.
    private static FakeBackend Backend()
    {
        FakeBackend backend = null!;
        backend = new FakeBackend
        {
            Find = selector => selector.ResourceId is { } id
                ? new RegistryResource { Id = id, LoginServer = RegistryHost.Parse($"{id.Name}.azurecr.io") }
                : Samples.Registry,
            Resolve = (host, image) => host.Equals(Samples.Registry.LoginServer) && backend.Requests.IsEmpty ? null : image.Digest ?? Samples.Digest,
        };
        return backend;
    }
}
