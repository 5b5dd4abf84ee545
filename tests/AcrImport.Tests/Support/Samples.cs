namespace AcrImport.Tests.Support;

/// <summary>The values that many tests need and none is about.</summary>
internal static class Samples
{
    public const string Subscription = "00000000-1111-2222-3333-444444444444";
    public const string RegistryId = "/subscriptions/" + Subscription + "/resourceGroups/my-rg/providers/Microsoft.ContainerRegistry/registries/myRegistry";
    public const string Hex = "2498fce14358aa50ead0cc6c19990fc6ff866ce72aeb5546e1d59caac3d0d60f";

    public static readonly Uri Arm = new("https://management.azure.com/");
    public static readonly Guid OperationId = Guid.Parse("8a81f7a0-0000-4000-8000-0123456789ab");
    public static readonly Digest Digest = Digest.Parse("sha256:" + Hex);

    public static RegistryResource Registry { get; } = new()
    {
        Id = RegistryResourceId.Parse(RegistryId),
        LoginServer = RegistryHost.Parse("myregistry.azurecr.io"),
    };

    public static ImportSubject Subject { get; } = new("mcr.microsoft.com/hello-world:v1", "mcr.microsoft.com", "myregistry.azurecr.io", OperationId.ToString());

    public static ImportOrder Order(string source = "mcr.microsoft.com/hello-world:v1", IfExists ifExists = IfExists.Fail, params string[] targets) =>
        ImportOrder.Create(new ImportOptions { Registry = "myRegistry", Source = source, Targets = targets, IfExists = ifExists });

    public static ImportRequest Request(string source = "mcr.microsoft.com/hello-world:v1", ImportMode mode = ImportMode.NoForce)
    {
        var order = Order(source);
        var image = order.Source.Image;
        return new ImportRequest
        {
            Registry = Registry,
            Source = new ResolvedSource(image, order.Source.Host, null),
            SourceImage = image.Digest is { } digest ? $"{image.Repository}@{digest}" : $"{image.Repository}:{image.Tag}",
            Targets = order.Targets,
            Mode = mode,
            OperationId = OperationId,
        };
    }

    public static AcrImportException Error(AcrErrorKind kind, string message = "It failed.", string? correlationId = null) =>
        new(kind, message) { ServiceCode = "Code", ServiceMessage = "said", HttpStatus = 418, CorrelationId = correlationId };
}
