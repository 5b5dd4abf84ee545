using System.Net.Sockets;
using System.Security.Authentication;
using Azure;

namespace AcrImport.Azure.Http;

/// <summary>Tells what a request without a reply means.</summary>
internal static class LostReply
{
    private static readonly SocketError[] NoConnection =
    [
        SocketError.ConnectionRefused, SocketError.HostNotFound, SocketError.NoData,
        SocketError.HostUnreachable, SocketError.NetworkUnreachable, SocketError.AddressNotAvailable,
    ];

    /// <returns>The failure to tell, or null where the exception is no failure of the network.</returns>
    public static AcrImportException? From(Exception failure, Uri address)
    {
        var cause = Causes(failure).FirstOrDefault(IsNetwork);
        if (cause is null)
        {
            return null;
        }

        var reason = Causes(cause).Last().Message.TrimEnd('.');
        return NeverSent(failure)
            ? new AcrImportException(AcrErrorKind.EndpointUnreachable, $"{address.Authority} could not be reached: {reason}.", failure)
            : new AcrImportException(AcrErrorKind.ServiceError, $"The connection to {address.Authority} broke before its reply was read: {reason}.", failure);
    }

    /// <summary>Gets whether the request can not have reached the service: no connection, or none that is trusted.</summary>
    public static bool NeverSent(Exception failure) => Causes(failure).Any(cause =>
        (cause is SocketException socket && NoConnection.Contains(socket.SocketErrorCode))
        || cause is AuthenticationException
#if !NET
        || (cause is System.Net.WebException
        {
            Status: System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.NameResolutionFailure
                or System.Net.WebExceptionStatus.TrustFailure or System.Net.WebExceptionStatus.SecureChannelFailure
        })
#endif
        );

    private static bool IsNetwork(Exception cause) =>
        cause is HttpRequestException or IOException or SocketException or AuthenticationException or OperationCanceledException
            or RequestFailedException { Status: 0 };

    // The pipeline gathers the failures of its tries in an AggregateException; the last one counts.
    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause is AggregateException many ? many.InnerExceptions.Last() : cause.InnerException)
        {
            yield return cause;
        }
    }
}
