namespace AcrImport.Emulator.CommandLine;

/// <summary>Says what to type next, for each kind of client. Secrets stay in the connection file.</summary>
internal static class Greeting
{
    public static async Task WriteAsync(TextWriter output, EmulatorServer emulator)
    {
        var arm = emulator.Connection.ArmEndpoint;
        var file = $"'{emulator.ConnectionFile.Replace("'", "''", StringComparison.Ordinal)}'";
        var client = emulator.Connection.ClientId;
        await output.WriteLineAsync("Connect a PowerShell session with:");
        await output.WriteLineAsync($"  Connect-AcrAccount -Emulator {file}");
        await output.WriteLineAsync("Or az, with the certificate of that file in the file that REQUESTS_CA_BUNDLE names:");
        await output.WriteLineAsync(
            $"  az cloud register -n AcrEmulator --endpoint-resource-manager {arm} --endpoint-active-directory {arm}/adfs "
            + $"--endpoint-active-directory-resource-id {arm} --endpoint-management {arm} --endpoint-active-directory-graph-resource-id {arm} "
            + "--suffix-acr-login-server-endpoint .azurecr.io");
        await output.WriteLineAsync("  az cloud set -n AcrEmulator");
        await output.WriteLineAsync($"  az login --service-principal --tenant adfs -u {client} -p SECRET");
        foreach (var registry in emulator.Registries)
        {
            await output.WriteLineAsync($"Registry {registry.Name} is at {registry.LoginServer}.");
        }

        await output.WriteLineAsync($"  skopeo login --tls-verify=false -u {client} {emulator.Registries[0].LoginServer}");
        await output.WriteLineAsync("Ready.");
        await output.FlushAsync();
    }
}
