using System.Runtime.Serialization;

namespace AcrImport.Session;

/// <summary>The fields of an emulator's connection file that a client needs.</summary>
[DataContract]
internal sealed class ConnectionFile
{
    [DataMember(Name = "armEndpoint", IsRequired = true)]
    public string? ArmEndpoint { get; set; }

    [DataMember(Name = "authorityHost", IsRequired = true)]
    public string? AuthorityHost { get; set; }

    [DataMember(Name = "tenantId", IsRequired = true)]
    public string? TenantId { get; set; }

    [DataMember(Name = "subscriptionId", IsRequired = true)]
    public string? SubscriptionId { get; set; }

    [DataMember(Name = "clientId", IsRequired = true)]
    public string? ClientId { get; set; }

    [DataMember(Name = "clientSecret", IsRequired = true)]
    public string? ClientSecret { get; set; }

    [DataMember(Name = "certificate", IsRequired = true)]
    public string? Certificate { get; set; }

    /// <summary>Where the emulator reads the registries of the world; the client reads them there too.</summary>
    [DataMember(Name = "upstreams")]
    public Dictionary<string, string>? Upstreams { get; set; }
}
