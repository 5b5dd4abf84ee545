using AcrImport.Emulator.CommandLine;

// Wrong use ends with 2, as with other tools; System.CommandLine's own parse errors end with 1.
var parsed = EmulatorCommand.Create().Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 2 : code;
