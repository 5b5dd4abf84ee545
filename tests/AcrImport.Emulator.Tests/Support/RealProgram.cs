using System.Diagnostics;

namespace AcrImport.Emulator.Tests.Support;

/// <summary>Programs that were not made for the emulator.</summary>
internal static class RealProgram
{
    /// <summary>Skips the test where a program is missing; on the build machine, where all are installed, it fails.</summary>
    public static void Require(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.True(found, $"{name} is not installed.");
        }

        Assert.SkipUnless(found, $"{name} is not installed.");
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var errors = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, await output, errors);
    }

    /// <summary>Runs a program that must succeed, and returns what it writes.</summary>
    public static async Task<string> SucceedAsync(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (code, output, errors) = await RunAsync(name, arguments, environment);
        Assert.True(code == 0, errors + output);
        return output;
    }
}
