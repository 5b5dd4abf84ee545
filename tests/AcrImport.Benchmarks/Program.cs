using System.Globalization;
using AcrImport.Benchmarks;

// Figures are written as people all over the world read them.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}");
Console.WriteLine();
Console.WriteLine("| what | median | fastest | slowest | against |");
Console.WriteLine("| - | -: | -: | -: | - |");
await ImportBenchmarks.RunAsync(Console.Out);
