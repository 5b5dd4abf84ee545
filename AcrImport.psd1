@{
    # The only place where the version is written: the build reads it from here.
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0d1a5e-6a0d-4c4e-9f3b-0d6a3c1b7e52'
    Author               = 'AcrImport contributors'
    CompanyName          = 'AcrImport'
    Copyright            = '(c) AcrImport contributors. MIT licence.'
    Description          = 'Imports container images into Azure Container Registry by the registry''s own server-side import: no Docker, no bytes through the client.'

    CompatiblePSEditions = @('Core', 'Desktop')
    PowerShellVersion    = if ($PSEdition -eq 'Core') { '7.4' } else { '5.1' }
    RootModule           = if ($PSEdition -eq 'Core') { 'bin/net8.0/AcrImport.dll' } else { 'bin/net472/AcrImport.dll' }
    # Listed so that [AcrImport.ImageReference] and its like resolve before the first command has run.
    RequiredAssemblies   = if ($PSEdition -eq 'Core') { 'bin/net8.0/AcrImport.Core.dll' } else { 'bin/net472/AcrImport.Core.dll' }
    FormatsToProcess     = 'AcrImport.Format.ps1xml'

    CmdletsToExport      = @(
        'Connect-AcrAccount'
        'Get-AcrImport'
        'Get-AcrManifest'
        'Import-AcrImage'
        'Wait-AcrImport'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('Azure', 'ACR', 'ContainerRegistry', 'Container', 'Docker', 'OCI', 'Import', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
            Prerelease   = 'preview1'
        }
    }
}
