using System.Globalization;
using System.Management.Automation.Host;

namespace EngineHost;

/// <summary>A host without a console: what would be shown goes to two writers, and nobody can be asked.</summary>
public sealed class TextHost : PSHost
{
    public TextHost(TextWriter output, TextWriter error) => UI = new TextHostUI(output, error);

    /// <summary>Gets what the script gave to <c>exit</c>, where it did.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "EngineHost";

    public override PSHostUserInterface UI { get; }

    public override Version Version { get; } = typeof(TextHost).Assembly.GetName().Version!;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
