using Nuke.Common.Tooling;

namespace Nuke.Common.Execution;

/// <summary>Tools that targets require by type (<c>Requires&lt;GitVersionTasks&gt;()</c>).</summary>
internal static class ToolRequirements
{
    /// <summary>What is wrong with the tool, as the end of a sentence, or null.</summary>
    public static string? Problem(Type tool, string? version) => null;
}
