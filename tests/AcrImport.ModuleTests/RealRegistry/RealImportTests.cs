using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AcrImport.Emulator;
using AcrImport.ModuleTests.Support;

namespace AcrImport.ModuleTests.RealRegistry;

/// <summary>Real programs at both ends: docker-registry gives, skopeo takes, and the module imports between them.</summary>
[Trait("Category", "RealRegistry")]
public sealed class RealImportTests
{
    private const string Script = """
        param($ConnectionFile, $Source, $UserName, $Password)
        $ErrorActionPreference = 'Stop'
        Connect-AcrAccount -Emulator $ConnectionFile | Out-Null
        $secret = [System.Net.NetworkCredential]::new('', $Password).SecurePassword
        $result = Import-AcrImage -Registry myregistry -Source $Source -Target mirror/app:1 -SourceCredential ([pscredential]::new($UserName, $secret))
        "$($result.Status) $($result.Digest)"
        $result | Get-AcrManifest | ForEach-Object { $_.Platforms } | ForEach-Object { "$_" }
        """;

    [Fact]
    public async Task An_image_of_three_platforms_arrives_with_every_digest_unchanged()
    {
        RealPrograms.Require("docker-registry", "skopeo", "htpasswd");
        var folder = Directory.CreateTempSubdirectory("acrimport-image-").FullName;
        try
        {
            await using var source = await DockerRegistry.StartAsync();
            await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions());
            var sourceImage = $"{source.Host}/team/app:1";
            string[] sourceLogin = ["--src-tls-verify=false", $"--src-creds={DockerRegistry.UserName}:{DockerRegistry.Password}"];
            ThreePlatformImage.Write(folder);
            await Tool.RunAsync("skopeo", "copy", "--all", $"oci:{folder}", $"docker://{sourceImage}", "--dest-tls-verify=false", $"--dest-creds={DockerRegistry.UserName}:{DockerRegistry.Password}");

            var run = await EngineProcess.RunTextAsync(Script, emulator.ConnectionFile, sourceImage, DockerRegistry.UserName, DockerRegistry.Password);

            Assert.Equal(string.Empty, run.Error);
            var loginServer = emulator.Registries[0].LoginServer.ToString();
            var token = await RegistrySignIn.RefreshTokenAsync(emulator, loginServer);
            var raw = await Tool.RunAsync("skopeo", "inspect", "--raw", "--tls-verify=false", $"--creds={RegistrySignIn.UserName}:{token}", $"docker://{loginServer}/mirror/app:1");
            Assert.Equal(await Tool.RunAsync("skopeo", "inspect", "--raw", "--tls-verify=false", $"--creds={DockerRegistry.UserName}:{DockerRegistry.Password}", $"docker://{sourceImage}"), raw);
            Assert.Equal(["Imported sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(raw))), "linux/amd64", "linux/arm64", "linux/s390x"], run.Lines);

            await Tool.RunAsync("skopeo", ["copy", "--all", $"docker://{sourceImage}", $"dir:{folder}/source", .. sourceLogin]);
            await Tool.RunAsync("skopeo", "copy", "--all", $"docker://{loginServer}/mirror/app:1", $"dir:{folder}/target", "--src-tls-verify=false", $"--src-creds={RegistrySignIn.UserName}:{token}");
            var pulled = Contents($"{folder}/target");
            Assert.Equal(Contents($"{folder}/source"), pulled);
            Assert.Equal(3, JsonDocument.Parse(raw).RootElement.GetProperty("manifests").EnumerateArray().Count(child => pulled.ContainsValue(child.GetProperty("digest").GetString()!)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_the_source_s_refusal()
    {
        RealPrograms.Require("docker-registry", "htpasswd");
        await using var source = await DockerRegistry.StartAsync();
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions());

        var run = await EngineProcess.RunTextAsync(Script, emulator.ConnectionFile, $"{source.Host}/team/app:1", DockerRegistry.UserName, "wrong-pa55");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{source.Host} wants credentials", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-pa55", run.Error + run.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.EnumerateFiles(folder)
        .ToDictionary(file => Path.GetFileName(file), file => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
}
