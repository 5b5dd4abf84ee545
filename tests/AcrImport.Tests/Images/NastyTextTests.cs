using System.Text;

namespace AcrImport.Tests.Images;

/// <summary>Random texts over an alphabet that is near to names: whatever is refused is refused in one way, and what is taken comes back.</summary>
public sealed class NastyTextTests
{
    private const int Texts = 10_000;

    // Fixed, so that a failure can be had again.
    private const int Seed = 20261124;

    private static readonly string[] Alphabet =
    [
        "a", "b", "0", "9", "A", "Z", "f", ".", ".", "-", "_", "__", "/", "/", ":", ":", "@", "[", "]", "::1", "[::1]", "localhost", "docker.io",
        "index.docker.io", "library", "latest", "oci://", "https://", "sha256:", "sha512:", "443", "65536", " ", "\t", "\r\n", "\0", "%2f", "\\", "?", "#",
        "ä", "ı", "İ", "٣", "\u200b", "\u202e", "\ud83d", "\U0001F433", "2498fce14358aa50ead0cc6c19990fc6ff866ce72aeb5546e1d59caac3d0d60f",
        "sha256:2498fce14358aa50ead0cc6c19990fc6ff866ce72aeb5546e1d59caac3d0d60f",
        "/subscriptions/", "00000000-1111-2222-3333-444444444444", "/resourceGroups/", "/providers/Microsoft.ContainerRegistry/registries/",
    ];

    [Fact]
    public void Image_references_come_back_from_their_canonical_form() => ComeBack(ImageReference.Parse, least: 100);

    [Fact]
    public void Image_names_come_back_from_their_canonical_form() => ComeBack(ImageName.Parse, least: 100);

    [Fact]
    public void Hosts_come_back_from_their_canonical_form() => ComeBack(RegistryHost.Parse, least: 100);

    [Fact]
    public void Selectors_come_back_from_what_was_typed() => ComeBack(text => RegistrySelector.Parse(text).ToString(), least: 100);

    [Fact]
    public void Digests_come_back_from_their_canonical_form() => ComeBack(Digest.Parse, least: 1);

    [Fact]
    public void Resource_ids_are_refused_in_one_way() => ComeBack(RegistryResourceId.Parse, least: 0);

    // The host of a reference goes into addresses, so it must be a host there too.
    [Fact]
    public void Hosts_stand_in_an_address()
    {
        foreach (var text in Random())
        {
            if (RegistryHost.TryParse(text, out var host))
            {
                Assert.True(Uri.TryCreate($"https://{host}/v2/", UriKind.Absolute, out var address), host.ToString());
                Assert.Equal("/v2/", address.AbsolutePath);
                Assert.Equal(string.Empty, address.UserInfo);
            }
        }
    }

    private static void ComeBack<T>(Func<string, T> parse, int least)
        where T : notnull
    {
        var taken = 0;
        foreach (var text in Random())
        {
            T value;
            try
            {
                value = parse(text);
            }
            catch (ReferenceFormatException refused)
            {
                Assert.Equal(text, refused.Text);
                Assert.NotEmpty(refused.Reason);
                Assert.DoesNotContain(refused.Message, char.IsControl);
                continue;
            }

            taken++;
            var again = parse(value.ToString()!);
            Assert.True(value.Equals(again), $"'{text}' became '{value}' and that '{again}'.");
            Assert.Equal(value.ToString(), again.ToString());
        }

        Assert.InRange(taken, least, Texts - 1);
    }

    private static IEnumerable<string> Random()
    {
        var random = new Random(Seed);
        for (var count = 0; count < Texts; count++)
        {
            var text = new StringBuilder();
            for (var pieces = random.Next(9); pieces >= 0; pieces--)
            {
                // Every other text keeps to the tame front of the alphabet, so that enough of them are taken.
                text.Append(Alphabet[random.Next(count % 2 == 0 ? 28 : Alphabet.Length)]);
            }

            yield return text.ToString();
        }
    }
}
