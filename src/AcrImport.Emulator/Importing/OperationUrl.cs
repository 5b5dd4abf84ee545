using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcrImport.Emulator.Arm;

namespace AcrImport.Emulator.Importing;

/// <summary>
/// The URL of an operation with its signed query, as long as Azure's: a time, a certificate (here: random bytes), a signature
/// and a hash. Each one differs from all before it.
/// </summary>
internal sealed class OperationUrl(Uri address, TimeProvider time)
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly string _certificate = "MII" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(2400));
    private long _lastTime;

    public string Sign(ImportOperation operation, string apiVersion)
    {
        var subscription = operation.Order.Target.ResourceId.SubscriptionId;
        var path = $"/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/locations/{ArmGate.Region}/operationResults/{operation.Name}";
        var ticks = NextTime().ToString(CultureInfo.InvariantCulture);
        var (signature, hash) = SignatureOf(path, ticks, _certificate);
        return $"{address.GetLeftPart(UriPartial.Authority)}{path}?api-version={Uri.EscapeDataString(apiVersion)}"
            + $"&t={ticks}&c={_certificate}&s={signature}&h={hash}";
    }

    public bool IsSigned(HttpRequest request)
    {
        var query = request.Query;
        var (signature, hash) = SignatureOf(request.Path.Value ?? string.Empty, query["t"].ToString(), query["c"].ToString());
        return AreEqual(signature, query["s"].ToString()) && AreEqual(hash, query["h"].ToString());
    }

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private (string Signature, string Hash) SignatureOf(string path, string ticks, string certificate)
    {
        var signed = Encoding.UTF8.GetBytes($"{path}\n{ticks}\n{certificate}");
        return (Base64Url.EncodeToString(HMACSHA512.HashData(_key, signed)), Base64Url.EncodeToString(SHA256.HashData(signed)));
    }

    private long NextTime()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _lastTime);
            var next = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _lastTime, next, last) == last)
            {
                return next;
            }
        }
    }
}
