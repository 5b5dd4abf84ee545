using System.Collections;
using System.Management.Automation;

namespace AcrImport.Binding;

/// <summary>
/// Takes a running import in every form that it comes back in: as it was written, as a result that carries it, or as either of them
/// read from CliXml or JSON, which have the properties but no longer the type.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OperationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject { BaseObject: not IList } or not IList
            ? One(inputData).ToArray()
            : ((IList)(inputData is PSObject wrapped ? wrapped.BaseObject : inputData)).Cast<object>().SelectMany(One).ToArray();

    private static IEnumerable<AcrImportOperation> One(object item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        AcrImportOperation operation => [operation],
        // A settled result has nothing that could be looked at.
        ImportResult result => result.Operation is { } running ? [running] : [],
        _ => OfBag(PSObject.AsPSObject(item)),
    };

    private static IEnumerable<AcrImportOperation> OfBag(PSObject bag)
    {
        if (bag.Properties[nameof(ImportResult.Operation)] is { } carried)
        {
            return carried.Value is null ? [] : One(carried.Value);
        }

        return bag.Properties[nameof(AcrImportOperation.StatusUrl)] is null
            ? throw new ArgumentTransformationMetadataException("This is no running import: it has neither a StatusUrl nor an Operation.")
            : [new AcrImportOperation
            {
                OperationId = Text(bag, nameof(AcrImportOperation.OperationId)),
                RegistryId = Text(bag, nameof(AcrImportOperation.RegistryId)),
                Registry = Text(bag, nameof(AcrImportOperation.Registry)),
                Source = Text(bag, nameof(AcrImportOperation.Source)),
                SourceRegistry = Text(bag, nameof(AcrImportOperation.SourceRegistry)),
                SourceDigest = Text(bag, nameof(AcrImportOperation.SourceDigest)) is { Length: > 0 } digest ? digest : null,
                Target = Text(bag, nameof(AcrImportOperation.Target)),
                StartedOn = Value(bag, nameof(AcrImportOperation.StartedOn), DateTimeOffset.MinValue),
                StatusUrl = Text(bag, nameof(AcrImportOperation.StatusUrl)),
                Verify = Value(bag, nameof(AcrImportOperation.Verify), defaultValue: true),
            }];
    }

    private static string Text(PSObject bag, string name) => Value<string?>(bag, name, null) ?? string.Empty;

    private static T Value<T>(PSObject bag, string name, T defaultValue) =>
        bag.Properties[name]?.Value is { } value && LanguagePrimitives.TryConvertTo<T>(value, out var converted) ? converted : defaultValue;
}
