using System.Diagnostics;

namespace AcrImport.ModuleTests.Support;

/// <summary>Runs a script in a fresh process with a real engine and the assembled module.</summary>
internal sealed class EngineProcess
{
    private EngineProcess(int exitCode, string output, string error)
    {
        ExitCode = exitCode;
        Output = output;
        Error = error;
    }

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs the text of a script.</summary>
    public static async Task<EngineProcess> RunTextAsync(string script, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"acrimport-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
        try
        {
            return await RunFileAsync(file, arguments);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static async Task<EngineProcess> RunFileAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[Build.EngineHost, script, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new EngineProcess(process.ExitCode, await output, await error);
    }
}
