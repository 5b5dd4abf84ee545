using System.CommandLine;
using Microsoft.Data.Sqlite;

namespace AcrImport.Emulator.CommandLine;

/// <summary>Runs an emulator until it is told to stop.</summary>
internal static class EmulatorProgram
{
    private const int UsageError = 2;

    public static async Task<int> RunAsync(
        InvocationConfiguration console, Func<EmulatorOptions> options, bool stopWithInput, CancellationToken cancellationToken)
    {
        EmulatorServer emulator;
        try
        {
            emulator = await EmulatorServer.StartAsync(options());
        }
        catch (Exception e) when (e is ArgumentException or ReferenceFormatException or IOException or UnauthorizedAccessException or SqliteException)
        {
            await console.Error.WriteLineAsync($"acr-emulator: {e.Message}");
            return UsageError;
        }

        await using (emulator)
        {
            await Greeting.WriteAsync(console.Output, emulator);
            await WaitAsync(stopWithInput, cancellationToken);
        }

        return 0;
    }

    private static async Task WaitAsync(bool stopWithInput, CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(told.SetResult);
        await Task.WhenAny(told.Task, stopWithInput ? Task.Run(ReadInputToEnd, CancellationToken.None) : told.Task);
    }

    private static void ReadInputToEnd()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (input.Read(buffer) > 0)
        {
        }
    }
}
