using System.Text;

namespace Pipeline.Engine.Execution;

/// <summary>Text that a target has written to one console without ending the line.</summary>
internal sealed class PartialLine(TargetConsole console)
{
    public TargetConsole Console { get; } = console;

    public StringBuilder Text { get; } = new();
}
