using System.Net.Security;
using AcrImport.Azure.Http;
using Azure.Core.Pipeline;

namespace AcrImport.Tests.Http;

public sealed class LoopbackTrustTests
{
    private static readonly byte[] Own = [1, 2, 3];

    // Address, bytes of the certificate shown, the platform's complaints, the verdict.
    public static TheoryData<string?, byte[]?, SslPolicyErrors, bool> Shown { get; } = new()
    {
        { "https://localhost:5001/", [1, 2, 3], SslPolicyErrors.RemoteCertificateChainErrors, true },
        { "https://127.0.0.1:5001/", [1, 2, 3], SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch, true },
        { "https://[::1]:5001/", [1, 2, 3], SslPolicyErrors.RemoteCertificateChainErrors, true },
        { "https://localhost:5001/", [1, 2, 4], SslPolicyErrors.RemoteCertificateChainErrors, false },
        { "https://localhost:5001/", [1, 2], SslPolicyErrors.RemoteCertificateChainErrors, false },
        { "https://localhost:5001/", [1, 2, 3, 4], SslPolicyErrors.RemoteCertificateChainErrors, false },
        { "https://localhost:5001/", null, SslPolicyErrors.RemoteCertificateNotAvailable, false },
        { "https://management.azure.com/", [1, 2, 3], SslPolicyErrors.RemoteCertificateChainErrors, false },
        { "https://localhost.example.com/", [1, 2, 3], SslPolicyErrors.RemoteCertificateChainErrors, false },
        { "https://127.0.0.1.example.com/", [1, 2, 3], SslPolicyErrors.RemoteCertificateNameMismatch, false },
        { null, [1, 2, 3], SslPolicyErrors.RemoteCertificateChainErrors, false },
        { "https://management.azure.com/", [9], SslPolicyErrors.None, true },
        { "https://localhost:5001/", [9], SslPolicyErrors.None, true },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void Trusts_one_certificate_on_this_machine_and_else_the_platform(string? address, byte[]? shown, SslPolicyErrors errors, bool trusted) =>
        Assert.Equal(trusted, LoopbackTrust.IsTrusted(Own, address is null ? null : new Uri(address), shown, errors));

    [Fact]
    public void Changes_nothing_without_a_certificate() => Assert.Same(HttpClientTransport.Shared, LoopbackTrust.TransportFor(null));

    [Fact]
    public void Has_a_transport_of_its_own_with_a_certificate() => Assert.NotSame(HttpClientTransport.Shared, LoopbackTrust.TransportFor(Own));
}
