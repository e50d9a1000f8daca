using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>Writes workflows, and knows the commits of the actions in them.</summary>
public class WorkflowFileWriter(StreamWriter streamWriter, ActionReferences actions) : CustomFileWriter(streamWriter, indentationFactor: 2, commentPrefix: "#")
{
    /// <summary>The actions that may be used.</summary>
    public ActionReferences Actions { get; } = actions;
}

/// <summary>Names actions with their commits.</summary>
public static class WorkflowFileWriterExtensions
{
    /// <summary>What stands after <c>uses:</c> for an action.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE1241: the action isn't pinned.</exception>
    public static string Action(this CustomFileWriter writer, string action)
        => ((writer as WorkflowFileWriter)?.Actions ?? ActionReferences.Default).Uses(action);
}
