using System.Net;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;

namespace AcrImport.Session;

/// <summary>Reads the file in which a running emulator says how to connect to it.</summary>
internal static class EmulatorConnection
{
    private const string PemBegin = "-----BEGIN CERTIFICATE-----";
    private const string PemEnd = "-----END CERTIFICATE-----";

    private static readonly DataContractJsonSerializerSettings Settings = new() { UseSimpleDictionaryFormat = true };

    public static ConnectionOptions Read(string path, string? subscriptionId)
    {
        try
        {
            return ToOptions(Parse(path), subscriptionId);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable($"The emulator's connection file '{path}' does not exist; the emulator has stopped, or never ran.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"The emulator's connection file '{path}' cannot be read: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is SerializationException or FormatException)
        {
            throw Unusable($"'{path}' is not the connection file of an emulator: {failure.Message}", failure);
        }
    }

    private static ConnectionFile Parse(string path)
    {
        using var file = File.OpenRead(path);
        return (ConnectionFile?)new DataContractJsonSerializer(typeof(ConnectionFile), Settings).ReadObject(file)
            ?? throw new FormatException("it is empty.");
    }

    private static ConnectionOptions ToOptions(ConnectionFile file, string? subscriptionId) => new()
    {
        ArmEndpoint = Loopback(file.ArmEndpoint, "armEndpoint"),
        AuthorityHost = Loopback(file.AuthorityHost, "authorityHost"),
        SignIn = SignInKind.ClientSecret,
        TenantId = Filled(file.TenantId, "tenantId"),
        ClientId = Filled(file.ClientId, "clientId"),
        SubscriptionId = subscriptionId ?? Filled(file.SubscriptionId, "subscriptionId"),
        Secret = new NetworkCredential(string.Empty, Filled(file.ClientSecret, "clientSecret")).SecurePassword,
        LoopbackCertificate = Certificate(file.Certificate),
        RegistryAddresses = (file.Upstreams ?? []).ToDictionary(upstream => upstream.Key, upstream => Upstream(upstream.Value)),
    };

    private static string Filled(string? text, string field) =>
        text is { Length: > 0 } ? text : throw new FormatException($"its {field} is empty.");

    // The file's certificate is trusted on loopback hosts only; a file that names others is not an emulator's.
    private static Uri Loopback(string? text, string field) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.IsLoopback
            ? address
            : throw new FormatException($"its {field} is not an https address of this machine.");

    private static Uri Upstream(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.IsLoopback ? address : throw new FormatException("one of its upstreams is not an address of this machine.");

    private static byte[] Certificate(string? pem)
    {
        var begin = pem?.IndexOf(PemBegin, StringComparison.Ordinal) ?? -1;
        var end = pem?.IndexOf(PemEnd, StringComparison.Ordinal) ?? -1;
        return begin >= 0 && end > begin
            ? Convert.FromBase64String(pem!.Substring(begin + PemBegin.Length, end - begin - PemBegin.Length))
            : throw new FormatException("its certificate is not in PEM form.");
    }

    private static AcrImportException Unusable(string message, Exception cause) =>
        new(AcrErrorKind.InvalidConnectionFile, message, cause);
}
