namespace AcrImport.Azure.Oci;

/// <summary>What a token endpoint that a registry names may get.</summary>
internal enum RealmTrust
{
    /// <summary>Nothing, not even a question.</summary>
    Refused,

    /// <summary>A question without credentials.</summary>
    Anonymous,

    /// <summary>The credentials for the registry.</summary>
    Credentials,
}
