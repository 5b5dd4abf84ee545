using System.Text;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Seeding;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>Does to registries, while an import runs, what others may do at any time.</summary>
internal sealed class SomebodyElse(EmulatorStorage storage, EmulatorStorage samples, string sampleRegistry)
{
    /// <summary>Moves the source's tag, and returns what it names then.</summary>
    public async Task<Digest> MoveSourceAsync(ImportOrder order)
    {
        var tag = new ImageTarget(order.SourceImage.Repository, order.SourceImage.Tag ?? ImageReference.DefaultTag);
        var greeting = $"A later hello from {tag}";
        return order.Source switch
        {
            { Registry: { } registry } => await SampleImage.AddAsync(storage, registry.Name, tag, greeting),
            { Host.IsDockerHub: true } when samples.StoreOf(sampleRegistry).FindTag(tag.Repository, tag.Tag!) is not null =>
                await SampleImage.AddAsync(samples, sampleRegistry, tag, greeting),
            // A registry of the world cannot be changed; what its tag would name then can be anything.
            _ => Manifest.DigestOf(Encoding.UTF8.GetBytes(greeting)),
        };
    }

    public async Task SetTargetTagsAsync(ImportOrder order)
    {
        foreach (var target in order.Targets.Where(target => target.Tag is not null))
        {
            await SampleImage.AddAsync(storage, order.Target.Name, target, $"Somebody else's hello from {target}");
        }
    }
}
