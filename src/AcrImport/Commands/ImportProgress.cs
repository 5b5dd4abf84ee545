using System.Globalization;
using System.Management.Automation;

namespace AcrImport.Commands;

/// <summary>Shows what is known of running imports: how many are done, and the stage of each. Nothing is guessed from time.</summary>
internal sealed class ImportProgress
{
    // Any number that no other progress of a script is likely to have.
    private const int ParentId = 1_607;

    private readonly PSCmdlet _command;
    private readonly Dictionary<ImportOrder, int> _children = [];
    private readonly SortedSet<int> _free = [];
    private int _started;
    private int _done;
    private bool _isTotalKnown;

    private ImportProgress(PSCmdlet command) => _command = command;

    /// <returns>Null where the host has no screen.</returns>
    public static ImportProgress? For(PSCmdlet command)
    {
        try
        {
            return command.Host?.UI?.RawUI is { } screen && screen.WindowSize.Width > 0 ? new ImportProgress(command) : null;
        }
        catch (Exception noScreen) when (noScreen is NotImplementedException or InvalidOperationException or System.Management.Automation.Host.HostException)
        {
            return null;
        }
    }

    public void Started(ImportOrder order)
    {
        _started++;
        var slot = _free.Count > 0 ? _free.Min : _children.Count;
        _free.Remove(slot);
        _children[order] = slot;
        WriteParent();
    }

    public void NothingMoreComes() => _isTotalKnown = true;

    public void Entered(ImportOrder order, ImportStage stage, string detail)
    {
        if (!_children.TryGetValue(order, out var slot))
        {
            return;
        }

        var isDone = stage == ImportStage.Done;
        Write(ParentId + 1 + slot, order.Source.ToString(), detail.Length > 0 ? $"{stage}, {detail}" : stage.ToString(), ParentId, isDone, percent: -1);
        if (isDone)
        {
            _done++;
            _children.Remove(order);
            _free.Add(slot);
            WriteParent();
        }
    }

    public void End() => Write(ParentId, "Importing images", "Done", parent: -1, isDone: true, percent: 100);

    private void WriteParent()
    {
        var status = string.Format(CultureInfo.CurrentCulture, _isTotalKnown ? "{0} of {1} done" : "{0} done, {1} started", _done, _started);
        Write(ParentId, "Importing images", status, parent: -1, isDone: false, _isTotalKnown && _started > 0 ? 100 * _done / _started : -1);
    }

    private void Write(int id, string activity, string status, int parent, bool isDone, int percent) => _command.WriteProgress(new ProgressRecord(id, activity, status)
    {
        ParentActivityId = parent,
        PercentComplete = percent,
        RecordType = isDone ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    });
}
