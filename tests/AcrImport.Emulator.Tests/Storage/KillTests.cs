using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Storage;

/// <summary>A process that is killed in the middle of imports leaves a store in which every tag leads to a complete image.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 20;
    private const int Imports = 50;

    private readonly string _directory = Directory.CreateTempSubdirectory("acr-kill-").FullName;

    private string Data => Path.Combine(_directory, "data");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Every_tag_resolves_after_a_kill()
    {
        await using var upstream = await EmulatorServer.StartAsync();
        for (var number = 0; number < Imports; number++)
        {
            await upstream.AddSampleImageAsync($"library/image{number}:v1");
        }

        var finished = 0;
        for (var round = 0; round < Rounds; round++)
        {
            // Killed after another number of imports each time, so in the middle of the others.
            finished += 2 * round;
            await ImportAndKillAsync(upstream, round, 2 * round);
            Assert.InRange(await VerifyAsync(), finished, (round + 1) * Imports);
        }
    }

    private async Task ImportAndKillAsync(EmulatorServer upstream, int round, int finished)
    {
        var file = Path.Combine(_directory, $"connection{round}.json");
        using var program = Process.Start(new ProcessStartInfo(
            "dotnet",
            [typeof(EmulatorServer).Assembly.Location, "--data", Data, "--connection-file", file, "--upstream", $"docker.io=https://{upstream.DockerHub.LoginServer}"])
        {
            RedirectStandardOutput = true,
        })!;
        while (await program.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line && line != "Ready.")
        {
        }

        var connection = JsonSerializer.Deserialize<EmulatorConnection>(await File.ReadAllTextAsync(file), EmulatorJson.Options)!;
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(http, connection));
        var answers = await Task.WhenAll(Enumerable.Range(0, Imports).Select(number => http.PostAsync(
            $"{connection.ArmEndpoint}{connection.Registries[0].ResourceId}/importImage?api-version=1",
            new StringContent(EmulatorUser.ImportOf("docker.io", $"library/image{number}:v1", $"round{round}/image{number}:v1"), Encoding.UTF8, "application/json"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));

        foreach (var answer in answers.Take(finished))
        {
            await DoneAsync(http, answer.Headers.Location!);
        }

        // On Unix this is kill -9.
        program.Kill();
        await program.WaitForExitAsync();
    }

    private static async Task DoneAsync(HttpClient http, Uri location)
    {
        while (true)
        {
            using var answer = await http.GetAsync(location);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return;
            }

            location = answer.Headers.Location!;
        }
    }

    private static async Task<string> SignInAsync(HttpClient http, EmulatorConnection connection)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = connection.ClientId.ToString(),
            ["client_secret"] = connection.ClientSecret,
            ["scope"] = "https://management.azure.com/.default",
        });
        using var response = await http.PostAsync($"{connection.AuthorityHost}/{connection.TenantId}/oauth2/v2.0/token", form);
        return (await EmulatorUser.JsonAsync(response))["access_token"]!.GetValue<string>();
    }

    private async Task<int> VerifyAsync()
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { DataDirectory = Data });
        var store = emulator.Registry("myregistry").Store;
        var tags = store.ListRepositories().SelectMany(repository => store.ListTags(repository).Select(tag => (repository, tag.Digest))).ToList();
        foreach (var (repository, digest) in tags)
        {
            var waiting = new Queue<Digest>([digest]);
            while (waiting.TryDequeue(out var next))
            {
                var manifest = Manifest.Of(store.FindManifest(repository, next)!);
                Assert.Equal(next, manifest.Digest);
                manifest.Children.ToList().ForEach(child => waiting.Enqueue(child.Digest));
                foreach (var blob in manifest.Blobs)
                {
                    Assert.Equal(blob.Size, store.FindBlobLength(repository, blob.Digest));
                    using var content = new MemoryStream();
                    await using var stored = store.OpenBlob(blob.Digest);
                    await stored.CopyToAsync(content);
                    Assert.Equal(blob.Digest, Manifest.DigestOf(content.ToArray()));
                }
            }
        }

        return tags.Count;
    }
}
