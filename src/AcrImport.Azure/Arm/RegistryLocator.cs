using System.Collections.Concurrent;
using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Arm;

/// <summary>
/// Finds a registry by resource ID, name or login server, and remembers what it found for this sign-in.
/// Names are looked up in the connection's subscription, or in every subscription that the caller sees.
/// </summary>
internal sealed class RegistryLocator(ArmClient arm, string? subscriptionId)
{
    // The task, not its result: many imports into one registry that start together ask once.
    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryResource>>> _found = new(StringComparer.OrdinalIgnoreCase);

    public async Task<RegistryResource> FindAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation)
    {
        // What is shared is not ended by one caller's impatience.
        var search = _found.GetOrAdd(selector.Original, _ => new(() => SearchAsync(selector, log, CancellationToken.None))).Value;
        try
        {
            return await WithAsync(search, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException)
        {
            // A registry may be made, or a role given, before the next command.
            _found.TryRemove(selector.Original, out _);
            throw;
        }
    }

    private static async Task<T> WithAsync<T>(Task<T> task, CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => cancelled.TrySetCanceled(cancellation)))
        {
            return await (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<RegistryResource> SearchAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation)
    {
        var registry = selector.ResourceId is { } id
            ? await GetAsync(id, cancellation).ConfigureAwait(false)
            : await SearchSubscriptionsAsync(selector, cancellation).ConfigureAwait(false);
        log.Verbose($"The registry '{selector}' is {registry.Id} at {registry.LoginServer}.");
        return registry;
    }

    private async Task<RegistryResource> GetAsync(RegistryResourceId id, CancellationToken cancellation)
    {
        var reply = await arm.GetAsync(ArmUris.Registry(arm.Endpoint, id), cancellation).ConfigureAwait(false);
        return reply.Status == 200
            ? Read(reply.Json) ?? throw Unreadable(id.ToString())
            : throw ArmErrors.From(reply, $"to show the registry '{id.Name}'");
    }

    private async Task<RegistryResource> SearchSubscriptionsAsync(RegistrySelector selector, CancellationToken cancellation)
    {
        var subscriptions = subscriptionId is { } chosen ? [chosen] : await SubscriptionsAsync(cancellation).ConfigureAwait(false);
        var matches = new List<RegistryResource>();
        foreach (var subscription in subscriptions)
        {
            var registries = await arm.ListAsync(
                ArmUris.Registries(arm.Endpoint, subscription), $"to list the registries of subscription {subscription}", cancellation).ConfigureAwait(false);
            matches.AddRange(registries.Select(Read).OfType<RegistryResource>().Where(registry => Matches(registry, selector)));
        }

        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new AcrImportException(
                AcrErrorKind.RegistryNotFound,
                $"No registry '{selector}' was found in {Where(subscriptions)}. Azure shows only registries that the signed-in identity may read."),
            _ => throw new AcrImportException(
                AcrErrorKind.RegistryNotFound, $"The registry '{selector}' is not unique: {string.Join(", ", matches.Select(match => match.Id))}."),
        };
    }

    private async Task<IReadOnlyList<string>> SubscriptionsAsync(CancellationToken cancellation)
    {
        var subscriptions = await arm.ListAsync(ArmUris.Subscriptions(arm.Endpoint), "to list the subscriptions", cancellation).ConfigureAwait(false);
        return [.. subscriptions.Select(subscription => subscription.Text("subscriptionId")).OfType<string>()];
    }

    private static bool Matches(RegistryResource registry, RegistrySelector selector) => selector.LoginServer is { } host
        ? registry.LoginServer.Equals(host)
        : StringComparer.OrdinalIgnoreCase.Equals(registry.Name, selector.Name);

    private static string Where(IReadOnlyList<string> subscriptions) => subscriptions.Count switch
    {
        0 => "any subscription, since the signed-in identity sees none",
        1 => $"subscription {subscriptions[0]}",
        _ => $"the {subscriptions.Count} subscriptions that the signed-in identity sees",
    };

    private static RegistryResource? Read(JsonElement registry) =>
        RegistryResourceId.TryParse(registry.Text("id"), out var id)
        && RegistryHost.TryParse(registry.Field("properties").Text("loginServer"), out var host)
            ? new RegistryResource { Id = id, LoginServer = host }
            : null;

    private static AcrImportException Unreadable(string id) =>
        new(AcrErrorKind.ServiceError, $"Azure Resource Manager answered for the registry {id} without a usable id and login server.");
}
