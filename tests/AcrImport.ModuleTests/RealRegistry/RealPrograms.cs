namespace AcrImport.ModuleTests.RealRegistry;

/// <summary>Programs that are not the project's own.</summary>
internal static class RealPrograms
{
    /// <summary>Skips the test where a program is missing, and says so. In CI, which installs them, a missing one is a failure.</summary>
    public static void Require(params string[] programs)
    {
        var missing = programs.Where(program => Find(program) is null).ToArray();
        if (missing.Length > 0 && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"CI has to have {string.Join(" and ", missing)}.");
        }

        Assert.SkipWhen(missing.Length > 0, $"{string.Join(" and ", missing)} not installed.");
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
