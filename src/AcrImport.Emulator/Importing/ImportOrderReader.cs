using System.Diagnostics.CodeAnalysis;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Importing;

/// <summary>Makes an order of a body, or says what is wrong with it.</summary>
internal sealed class ImportOrderReader(RegistryDirectory directory)
{
    public bool TryRead(
        Principal caller, EmulatorRegistry target, ImportBody body, [NotNullWhen(true)] out ImportOrder? order, [NotNullWhen(false)] out ArmError? error)
    {
        order = null;
        if (body.Source is not { } source)
        {
            error = ImportBodyErrors.PropertyMissing("Source", target.Name);
            return false;
        }

        if (!TryReadImage(target, source, out var image, out error)
            || !TryReadSource(caller, target, source, out var from, out error)
            || !TryReadTargets(target, body, image, out var targets, out error)
            || !TryReadMode(body.Mode, out var moveTags, out error))
        {
            return false;
        }

        order = new ImportOrder(caller, target, from, image, targets, moveTags);
        return true;
    }

    private static bool TryReadImage(
        EmulatorRegistry target, ImportBodySource source, [NotNullWhen(true)] out ImageName? image, [NotNullWhen(false)] out ArmError? error)
    {
        image = null;
        error = string.IsNullOrEmpty(source.SourceImage) ? ImportBodyErrors.PropertyMissing("Source.SourceImage", target.Name)
            : Read("Source.SourceImage", source.SourceImage, out image);
        return image is not null;
    }

    private static bool TryReadTargets(
        EmulatorRegistry registry, ImportBody body, ImageName source, out List<ImageTarget> targets, [NotNullWhen(false)] out ArmError? error)
    {
        targets = [];
        foreach (var text in body.TargetTags ?? [])
        {
            error = Read("TargetTags", text, out var name);
            if (error is null && name!.Digest is not null)
            {
                error = ImportBodyErrors.PropertyInvalid("TargetTags", text, "a target has no digest");
            }

            if (error is not null)
            {
                return false;
            }

            targets.Add(new ImageTarget(name!.Repository, name.Tag ?? source.Tag ?? ImageReference.DefaultTag));
        }

        foreach (var text in body.UntaggedTargetRepositories ?? [])
        {
            error = Read("UntaggedTargetRepositories", text, out var name);
            if (error is null && name!.Repository != text)
            {
                error = ImportBodyErrors.PropertyInvalid("UntaggedTargetRepositories", text, "a repository has neither tag nor digest");
            }

            if (error is not null)
            {
                return false;
            }

            targets.Add(new ImageTarget(name!.Repository, null));
        }

        targets = [.. targets.Distinct()];
        error = targets.Count == 0 ? ImportBodyErrors.TargetMissing(registry.Name) : null;
        return error is null;
    }

    private static bool TryReadMode(string? mode, out bool moveTags, [NotNullWhen(false)] out ArmError? error)
    {
        moveTags = "Force".Equals(mode, StringComparison.OrdinalIgnoreCase);
        error = moveTags || string.IsNullOrEmpty(mode) || mode.Equals("NoForce", StringComparison.OrdinalIgnoreCase)
            ? null
            : ImportBodyErrors.PropertyInvalid("Mode", mode, "it is neither NoForce nor Force");
        return error is null;
    }

    private static ArmError? Read(string property, string? text, out ImageName? name)
    {
        name = null;
        try
        {
            name = ImageName.Parse(text ?? string.Empty);
            return null;
        }
        catch (ReferenceFormatException e)
        {
            return ImportBodyErrors.PropertyInvalid(property, text, e.Reason);
        }
    }

    private bool TryReadSource(
        Principal caller,
        EmulatorRegistry target,
        ImportBodySource body,
        [NotNullWhen(true)] out ImportSource? source,
        [NotNullWhen(false)] out ArmError? error)
    {
        source = null;
        if (string.IsNullOrEmpty(body.ResourceId) == string.IsNullOrEmpty(body.RegistryUri))
        {
            error = ImportBodyErrors.NotOneSource(target.Name);
            return false;
        }

        return string.IsNullOrEmpty(body.ResourceId)
            ? TryReadHost(target, body, out source, out error)
            : TryReadRegistry(caller, target, body.ResourceId, out source, out error);
    }

    private static bool TryReadHost(
        EmulatorRegistry target, ImportBodySource body, [NotNullWhen(true)] out ImportSource? source, [NotNullWhen(false)] out ArmError? error)
    {
        source = null;
        if (!RegistryHost.TryParse(body.RegistryUri, out var host))
        {
            error = ImportBodyErrors.PropertyInvalid("Source.RegistryUri", body.RegistryUri, "it is not a host without scheme and path");
            return false;
        }

        if (body.Credentials is { } written && string.IsNullOrEmpty(written.Password))
        {
            error = ImportBodyErrors.PropertyMissing("Source.Credentials.Password", target.Name);
            return false;
        }

        var credentials = body.Credentials is { Password: { } password } given ? new BasicCredentials(given.Username ?? string.Empty, password) : null;
        source = new ImportSource(null, host, credentials);
        error = null;
        return true;
    }

    private bool TryReadRegistry(
        Principal caller,
        EmulatorRegistry target,
        string id,
        [NotNullWhen(true)] out ImportSource? source,
        [NotNullWhen(false)] out ArmError? error)
    {
        source = null;
        error = null;
        if (!RegistryResourceId.TryParse(id, out var resourceId))
        {
            error = ImportBodyErrors.ResourceIdInvalid(id);
        }
        else if (directory.Find(resourceId) is not { } registry || !caller.May(RegistryRights.Read, registry))
        {
            error = ImportBodyErrors.SourceNotReadable(caller, target.ResourceId, resourceId);
        }
        else
        {
            source = new ImportSource(registry, null, null);
        }

        return source is not null;
    }
}
