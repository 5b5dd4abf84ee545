namespace AcrImport.Emulator.Storage;

/// <summary>A tag that must not be moved exists.</summary>
internal sealed class TagExistsException(ImageTarget target) : Exception($"The tag {target} exists.")
{
    public ImageTarget Target { get; } = target;
}
