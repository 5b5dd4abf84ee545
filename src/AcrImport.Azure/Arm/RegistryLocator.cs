using System.Collections.Concurrent;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Arm;

/// <summary>
/// Finds a registry by resource ID, name or login server, and remembers what it found for this sign-in.
/// Names are looked up in the connection's subscription first, and then in all that the caller sees: by Resource Graph, and
/// where that knows nothing (it learns of new registries late) by listing one subscription after the other.
/// </summary>
internal sealed class RegistryLocator(ArmClient arm, ResourceGraph graph, string? subscriptionId)
{
    // The task, not its result: many imports into one registry that start together ask once.
    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryResource>>> _found = new(StringComparer.OrdinalIgnoreCase);

    public async Task<RegistryResource> FindAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation)
    {
        // What is shared is not ended by one caller's impatience.
        var search = _found.GetOrAdd(selector.Key, _ => new(() => SearchAsync(selector, log, CancellationToken.None))).Value;
        try
        {
            return await WithAsync(search, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException)
        {
            // A registry may be made, or a role given, before the next command.
            _found.TryRemove(selector.Key, out _);
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
            : Only(await MatchesAsync(selector, log, cancellation).ConfigureAwait(false), selector);
        log.Verbose($"The registry '{selector}' is {registry.Id} at {registry.LoginServer}.");

        // The next command may name it by its login server or its resource ID, as results do.
        Remember(RegistrySelector.Parse(registry.LoginServer.ToString()), registry);
        Remember(RegistrySelector.Parse(registry.Id.ToString()), registry);
        return registry;
    }

    private void Remember(RegistrySelector selector, RegistryResource registry) =>
        _found.TryAdd(selector.Key, new(() => Task.FromResult(registry)));

    private async Task<RegistryResource> GetAsync(RegistryResourceId id, CancellationToken cancellation)
    {
        var reply = await arm.GetAsync(ArmUris.Registry(arm.Endpoint, id), cancellation).ConfigureAwait(false);
        return reply.Status == 200
            ? RegistryBody.Read(reply.Json) ?? throw Unreadable(id.ToString())
            : throw ArmErrors.From(reply, $"to show the registry '{id.Name}'");
    }

    private async Task<IReadOnlyList<RegistryResource>> MatchesAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation)
    {
        var near = selector.SubscriptionId ?? subscriptionId;
        if (near is not null)
        {
            var isAsked = selector.SubscriptionId is not null;
            var found = await (isAsked ? InSubscriptionAsync(near, selector, cancellation) : InReadableSubscriptionAsync(near, selector, log, cancellation)).ConfigureAwait(false);
            if (found.Count > 0 || isAsked)
            {
                return found;
            }
        }

        var everywhere = await graph.FindAsync(selector, log, cancellation).ConfigureAwait(false);
        return everywhere.Count > 0 ? everywhere : await InSubscriptionsAsync(near, selector, log, cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<RegistryResource>> InSubscriptionsAsync(string? known, RegistrySelector selector, IImportLog log, CancellationToken cancellation)
    {
        var matches = new List<RegistryResource>();
        foreach (var subscription in await SubscriptionsAsync(cancellation).ConfigureAwait(false))
        {
            if (!StringComparer.OrdinalIgnoreCase.Equals(subscription, known))
            {
                matches.AddRange(await InReadableSubscriptionAsync(subscription, selector, log, cancellation).ConfigureAwait(false));
            }
        }

        return matches;
    }

    // A subscription that nobody asked for by name and that may not be listed does not end the search.
    private async Task<IReadOnlyList<RegistryResource>> InReadableSubscriptionAsync(
        string subscription, RegistrySelector selector, IImportLog log, CancellationToken cancellation)
    {
        try
        {
            return await InSubscriptionAsync(subscription, selector, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException closed) when (closed.Kind is AcrErrorKind.RegistryNotAuthorized or AcrErrorKind.RegistryNotFound)
        {
            log.Verbose(closed.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<RegistryResource>> InSubscriptionAsync(string subscription, RegistrySelector selector, CancellationToken cancellation)
    {
        var registries = await arm.ListAsync(
            ArmUris.Registries(arm.Endpoint, subscription), $"to list the registries of subscription {subscription}", cancellation).ConfigureAwait(false);
        return [.. registries.Select(RegistryBody.Read).OfType<RegistryResource>().Where(selector.Matches)];
    }

    private static RegistryResource Only(IReadOnlyList<RegistryResource> matches, RegistrySelector selector) => matches.Count switch
    {
        1 => matches[0],
        0 => throw new AcrImportException(
            AcrErrorKind.RegistryNotFound,
            $"No registry '{selector}' was found in {Where(selector)}. Azure shows only registries that the signed-in identity may read."),
        _ => throw new AcrImportException(
            AcrErrorKind.RegistryNotFound, $"The registry '{selector}' is not unique: {string.Join(", ", matches.Select(match => match.Id))}."),
    };

    private static string Where(RegistrySelector selector) =>
        (selector.SubscriptionId is { } subscription ? $"subscription {subscription}" : "any subscription that the signed-in identity sees")
        + (selector.ResourceGroup is { } group ? $" in the resource group {group}" : string.Empty);

    private async Task<IReadOnlyList<string>> SubscriptionsAsync(CancellationToken cancellation)
    {
        var subscriptions = await arm.ListAsync(ArmUris.Subscriptions(arm.Endpoint), "to list the subscriptions", cancellation).ConfigureAwait(false);
        return [.. subscriptions.Select(subscription => subscription.Text("subscriptionId")).OfType<string>()];
    }

    private static AcrImportException Unreadable(string id) =>
        new(AcrErrorKind.ServiceError, $"Azure Resource Manager answered for the registry {id} without a usable id and login server.");
}
