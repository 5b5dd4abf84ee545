using System.Management.Automation;

namespace AcrImport.Commands;

/// <summary>
/// <para>Asks once how imports stand that are running, and writes an <see cref="ImportResult"/> for each: Running, or what it has come to.</para>
/// <para>Errors: those of the import itself; ImportOutcomeUnknown where the service no longer knows the operation.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "AcrImport")]
[OutputType(typeof(ImportResult))]
public sealed class GetAcrImportCommand : OperationCmdlet
{
    private protected override void Look(IReadOnlyList<AcrImportOperation> operations)
    {
        foreach (var operation in operations)
        {
            Write(Wait(() => Engine.CheckAsync(operation, Observer, Stop)));
        }
    }
}
