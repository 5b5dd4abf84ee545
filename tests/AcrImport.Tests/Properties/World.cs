using System.Security.Cryptography;

namespace AcrImport.Tests.Properties;

/// <summary>
/// What the registries of one simulated import hold. Time is the number of requests so far: what happens, happens at a request,
/// so that a seed tells the same story each time.
/// </summary>
internal sealed class World
{
    public const string Target = "myregistry.azurecr.io";
    public const string Own = "sources.azurecr.io";
    public const string Foreign = "ghcr.io";

    private readonly Dictionary<string, string> _holds = [];
    private readonly Dictionary<string, int> _lastRead = [];
    private readonly Dictionary<string, int> _lastMoved = [];
    private readonly List<(int Request, Action Event)> _events = [];
    private int _step;

    public int Now { get; private set; }

    public static string Digest(int number) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)));

    /// <summary>One more request comes in; what was to happen until then happens first.</summary>
    public void Pass()
    {
        Now++;
        foreach (var due in _events.Where(due => due.Request <= Now).OrderBy(due => due.Request).ToList())
        {
            _events.Remove(due);
            due.Event();
        }
    }

    public void In(int requests, Action what) => _events.Add((Now + requests, what));

    /// <summary>Everything that is still to happen happens now.</summary>
    public void Finish()
    {
        while (_events.Count > 0)
        {
            Pass();
        }
    }

    public void Put(string host, string image, string digest)
    {
        var name = ImageName.Parse(image);
        _holds[$"{host}/{name.Repository}@{digest}"] = digest;
        if (name.Tag is not null)
        {
            _holds[$"{host}/{image}"] = digest;
        }
    }

    public void PutByOther(string image, string digest)
    {
        Put(Target, image, digest);
        _lastMoved[$"{Target}/{image}"] = ++_step;
    }

    public string? Peek(string host, string image) => _holds.GetValueOrDefault($"{host}/{image}");

    public string? Read(string host, string image)
    {
        _lastRead[$"{host}/{image}"] = ++_step;
        return Peek(host, image);
    }

    /// <summary>Gets whether the target has the digest, or had it when it was last read, before somebody else moved it.</summary>
    public bool HeldWhenRead(string image, string digest) =>
        Peek(Target, image) == digest
        || _lastMoved.GetValueOrDefault($"{Target}/{image}") > _lastRead.GetValueOrDefault($"{Target}/{image}", int.MaxValue);
}
