using System.Globalization;
using AcrImport.Emulator.Images;

namespace AcrImport.Emulator.Storage;

/// <summary>
/// A repository for tests of lists that is stored nowhere: as many tags as wanted, each with a manifest of its own, all worked out
/// from their numbers. Names, digests and times grow with the number, so a page is found without a search. Nothing can be pulled.
/// </summary>
internal sealed class SynthesizedRepository(string name, int count)
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Content =
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]}"""u8.ToArray();

    public string Name => name;

    public StoredRepository Repository => new(name, TimeOf(1), TimeOf(count), count, count);

    public IReadOnlyList<StoredTag> ListTags(PageRequest page, Digest? digest) => digest is null
        ? [.. Numbers(page, key => NumberOf(key)).Select(TagOf)]
        : NumberOf(digest) is { } number and > 0 ? [TagOf(number)] : [];

    public IReadOnlyList<StoredManifest> ListManifests(PageRequest page) =>
        [.. Numbers(page, key => Digest.TryParse(key, out var digest) ? NumberOf(digest) ?? 0 : 0).Select(number =>
            new StoredManifest(DigestOf(number), MediaTypes.OciManifest, Content, new Platform("linux", "amd64"), TimeOf(number), TimeOf(number)))];

    public StoredTag? FindTag(string tag) => NumberOf(tag) is var number and > 0 && NameOf(number) == tag ? TagOf(number) : null;

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number:D9}");

    private static Digest DigestOf(int number) => Digest.Parse(string.Create(CultureInfo.InvariantCulture, $"sha256:{number:x16}{new string('0', 48)}"));

    private static DateTimeOffset TimeOf(int number) => Start.AddSeconds(number);

    private static StoredTag TagOf(int number) => new(NameOf(number), DigestOf(number), TimeOf(number), TimeOf(number));

    private int? NumberOf(Digest digest) =>
        int.TryParse(digest.Hex.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        && number <= count && DigestOf(number).Equals(digest) ? number : null;

    private int NumberOf(string tag) =>
        tag.StartsWith('v') && int.TryParse(tag.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= count ? number : 0;

    // A position that is none of the list's own begins at the beginning.
    private IEnumerable<int> Numbers(PageRequest page, Func<string, int> numberOf)
    {
        var last = page.After is null ? 0 : numberOf(page.After.Key);
        if (page.Order == PageOrder.TimeDescending)
        {
            var first = last == 0 ? count : last - 1;
            return Enumerable.Range(0, Math.Min(page.Count, first)).Select(offset => first - offset);
        }

        return Enumerable.Range(last + 1, Math.Min(page.Count, count - last));
    }
}
