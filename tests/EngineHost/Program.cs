using EngineHost;

if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: EngineHost <script.ps1> [argument ...]");
    return 2;
}

return ScriptRun.Execute(Path.GetFullPath(args[0]), args[1..], ModuleUnderTest.ManifestPath, Console.Out, Console.Error);
