namespace AcrImport.Azure.Arm;

/// <summary>Every address of Azure Resource Manager that the module asks, and the api-versions it speaks.</summary>
internal static class ArmUris
{
    /// <summary>The newest stable version of the registry API. Source: the service's published specification.</summary>
    private const string RegistryApi = "2025-11-01";

    private const string SubscriptionApi = "2022-12-01";
    private const string ResourceGraphApi = "2022-10-01";

    public static Uri Subscriptions(Uri arm) => new(arm, $"/subscriptions?api-version={SubscriptionApi}");

    public static Uri Registry(Uri arm, RegistryResourceId id) => new(arm, $"{Escape(id)}?api-version={RegistryApi}");

    public static Uri Registries(Uri arm, string subscriptionId) =>
        new(arm, $"/subscriptions/{Uri.EscapeDataString(subscriptionId)}/providers/Microsoft.ContainerRegistry/registries?api-version={RegistryApi}");

    public static Uri ResourceGraph(Uri arm) => new(arm, $"/providers/Microsoft.ResourceGraph/resources?api-version={ResourceGraphApi}");

    public static Uri ImportImage(Uri arm, RegistryResourceId id) => new(arm, $"{Escape(id)}/importImage?api-version={RegistryApi}");

    // Resource groups may have brackets and letters of any script in their names.
    private static string Escape(RegistryResourceId id) => string.Join("/", id.ToString().Split('/').Select(Uri.EscapeDataString));
}
