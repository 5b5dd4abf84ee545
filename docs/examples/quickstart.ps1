<#
.SYNOPSIS
    Imports a three-platform image through the module, with no Azure, no Docker and no network.
.DESCRIPTION
    Starts the emulator on free ports of this machine, signs in to it, imports hello-world and shows what the registry then has.
    The same lines work against Azure: only the sign-in differs.
.EXAMPLE
    dotnet run --project tests/EngineHost -- docs/examples/quickstart.ps1
.EXAMPLE
    ./build.ps1; ./docs/examples/quickstart.ps1
#>
[CmdletBinding()]
param(
    # The folder that the build has put module and emulator into.
    [string] $BuildFolder = "$PSScriptRoot/../../out"
)

$ErrorActionPreference = 'Stop'
Import-Module "$BuildFolder/AcrImport/AcrImport.psd1"

$connectionFile = [IO.Path]::Combine([IO.Path]::GetTempPath(), "acr-emulator-$([guid]::NewGuid()).json")
$start = [Diagnostics.ProcessStartInfo]::new('dotnet')
foreach ($argument in "$BuildFolder/AcrImport.Emulator/AcrImport.Emulator.dll", '--registry', 'myregistry', '--connection-file', $connectionFile, '--stop-with-input') {
    $start.ArgumentList.Add($argument)
}
$start.RedirectStandardInput = $true
$start.RedirectStandardOutput = $true
$emulator = [Diagnostics.Process]::Start($start)
try {
    do {
        $line = $emulator.StandardOutput.ReadLine()
        if ($null -eq $line) { throw 'The emulator did not start.' }
    } until ($line -eq 'Ready.')

    Connect-AcrAccount -Emulator $connectionFile | Out-Null

    $result = Import-AcrImage -Registry myregistry -Source docker.io/library/hello-world:latest
    $result | Out-Host
    $result | Get-AcrManifest | Out-Host
}
finally {
    # The emulator stops when nobody holds its input open any more.
    $emulator.StandardInput.Close()
    $emulator.WaitForExit()
}
