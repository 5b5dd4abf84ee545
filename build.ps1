<#
.SYNOPSIS
    Builds and tests AcrImport. Every task is a call of dotnet, which can also be made by hand.
.PARAMETER Task
    Build  Assembles the module in out/AcrImport and the emulator in out/AcrImport.Emulator. The default.
    Test   Builds everything and runs all tests: dotnet test
    Clean  Removes what a build has made.
.PARAMETER Configuration
    Debug or Release.
.EXAMPLE
    ./build.ps1
    Import-Module ./out/AcrImport
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    foreach ($name in $Task) {
        switch ($name) {
            'Build' {
                Invoke-DotNet msbuild src/module.proj '-restore' '-verbosity:minimal' "-property:Configuration=$Configuration"
                Invoke-DotNet build src/AcrImport.Emulator --verbosity quiet --configuration $Configuration
            }
            'Test' { Invoke-DotNet test --configuration $Configuration }
            'Clean' {
                foreach ($folder in @(Get-Item out, src/*/bin, src/*/obj, tests/*/bin, tests/*/obj -ErrorAction Ignore)) {
                    Remove-Item $folder -Recurse -Force
                }
            }
        }
    }
}
finally {
    Pop-Location
}
