
namespace Nuke.Common.Execution;

/// <summary>A person's terminal.</summary>
public class Terminal : Host
{
    /// <summary>Always: it is what remains when nothing else fits.</summary>
    public static bool IsRunningTerminal => true;
}
