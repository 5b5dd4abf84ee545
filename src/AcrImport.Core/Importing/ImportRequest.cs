namespace AcrImport;

/// <summary>One import as it goes to the service: the registry is found, the operation has its id.</summary>
public sealed class ImportRequest
{
    /// <summary>Makes a request for an order whose registry is found.</summary>
    public ImportRequest(ImportOrder order, RegistryResource registry, Guid operationId)
    {
        Order = order;
        Registry = registry;
        OperationId = operationId;
    }

    /// <summary>Gets what the user wants.</summary>
    public ImportOrder Order { get; }

    /// <summary>Gets the registry to import into.</summary>
    public RegistryResource Registry { get; }

    /// <summary>Gets the id that the client chose, which the service uses in its messages.</summary>
    public Guid OperationId { get; }
}
