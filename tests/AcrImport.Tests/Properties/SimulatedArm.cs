using AcrImport.Tests.Support;

namespace AcrImport.Tests.Properties;

/// <summary>Azure Resource Manager of one simulated import, as the recordings show it.</summary>
internal sealed class SimulatedArm(DrawnImport drawn)
{
    private const string Subscription = "/subscriptions/" + Samples.Subscription;
    private const string Registries = Subscription + "/resourceGroups/my-rg/providers/Microsoft.ContainerRegistry/registries/";
    private const string Operations = Subscription + "/providers/Microsoft.ContainerRegistry/locations/WESTUS/operationResults/registries-";

    public List<SimulatedOperation> Started { get; } = [];

    /// <summary>Gets the ids and bodies of every import request that was not turned away at the door.</summary>
    public List<(string Id, string Body)> Posts { get; } = [];

    public (FakeReply Reply, Action? Heard) Answer(SentRequest sent)
    {
        var path = new Uri(sent.Address).AbsolutePath;
        return (sent.Method, path) switch
        {
            ("POST", _) when path.EndsWith("/importImage", StringComparison.Ordinal) => Start(sent),
            ("POST", "/providers/Microsoft.ResourceGraph/resources") => (new FakeReply(200, $$"""{"data":[{{Registry("myRegistry")}},{{Registry("sources")}}]}"""), null),
            ("GET", _) when path.StartsWith(Operations, StringComparison.Ordinal) => Ask(path[Operations.Length..]),
            ("GET", _) when path.StartsWith(Registries, StringComparison.Ordinal) => (new FakeReply(200, Registry(path[Registries.Length..])), null),
            _ => (new FakeReply(404, """{"error":{"code":"NotFound","message":"No such thing."}}"""), null),
        };
    }

    private static string Registry(string name) =>
        $$$"""{"id":"{{{Registries}}}{{{name}}}","name":"{{{name}}}","properties":{"loginServer":"{{{name.ToLowerInvariant()}}}.azurecr.io"}}""";

    private static FakeReply Running(SimulatedOperation operation, string body) => new(
        202,
        body,
        ("Location", $"https://management.azure.com{Operations}{operation.Id}?api-version=2025-11-01&t={operation.Asked}&c=MII{SimulatedAzure.Secret}&s={SimulatedAzure.Secret}"),
        ("Retry-After", "10"),
        ("x-ms-correlation-request-id", "c-" + operation.Id));

    private (FakeReply Reply, Action? Heard) Start(SentRequest sent)
    {
        var operation = new SimulatedOperation(sent.Header("x-ms-client-request-id")!, sent.Body!);
        Posts.Add((operation.Id, operation.Body));
        Started.Add(operation);
        if (!drawn.NeverEnds)
        {
            drawn.World.In(1 + drawn.CopyRequests, () => Finish(operation));
        }

        return (Running(operation, "null"), () => operation.HeardAccepted = true);
    }

    private (FakeReply Reply, Action? Heard) Ask(string id)
    {
        var operation = Started.Single(started => started.Id == id);
        operation.Asked++;
        if (drawn.Vanishes && operation.Asked > 2)
        {
            return (new FakeReply(404, """{"error":{"code":"NotFound","message":"The operation is not known."}}"""), null);
        }

        var reply = operation.State switch
        {
            OperationProgress.Running => Running(operation, """{"base/app:1":"Pending","status":"Accepted"}"""),
            OperationProgress.Succeeded => new FakeReply(200, """{"status":"Succeeded"}"""),
            _ => new FakeReply(
                operation.Failure.Status,
                $$$"""{"error":{"code":"{{{operation.Failure.Code}}}","message":"Operation registries-{{{id}}} failed. Resource {{{Registries}}}myRegistry {{{operation.Failure.Reason}}}"}}"""),
        };
        return (reply, () => operation.Heard = operation.State);
    }

    private void Finish(SimulatedOperation operation)
    {
        var world = drawn.World;
        var digest = world.Peek(drawn.SourceHost, operation.SourceImage);
        var taken = operation.IsForced ? null : operation.Tags.FirstOrDefault(tag => world.Peek(World.Target, tag) is not null);
        operation.Failure = (taken, digest, drawn.FailsLate) switch
        {
            (not null, _, _) => (409, "Conflict", $"Tag {taken} already exists in target registry."),
            (_, null, _) => (400, "InvalidParameters", """Invalid message NotFound NotFound {\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"not found\"}]}"""),
            (_, _, true) => (400, "InvalidParameters", "Error copying blobs"),
            _ => default,
        };
        operation.State = operation.Failure.Code is null ? OperationProgress.Succeeded : OperationProgress.Failed;
        if (operation.State == OperationProgress.Succeeded)
        {
            world.In(drawn.Lag, () => Set(operation, digest!));
        }
    }

    private void Set(SimulatedOperation operation, string digest)
    {
        foreach (var tag in operation.Tags.Skip(drawn.Lies ? 1 : 0))
        {
            drawn.World.Put(World.Target, tag, digest);
        }

        foreach (var repository in operation.Repositories)
        {
            drawn.World.Put(World.Target, repository, digest);
        }
    }
}
