using System.Text;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>Writes <a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">workflow commands</a>.</summary>
internal sealed class WorkflowCommands(TextWriter? output)
{
    private TextWriter Output => output ?? ServerOutput.Writer;

    public void Write(string command, string? message, IDictionary<string, object>? properties)
    {
        var line = new StringBuilder("::").Append(command);
        var separator = ' ';
        foreach (var (key, value) in properties ?? new Dictionary<string, object>())
        {
            line.Append(separator).Append(key).Append('=').Append(EscapeProperty(value?.ToString()));
            separator = ',';
        }

        Output.WriteLine(line.Append("::").Append(Escape(message)).ToString());
    }

    /// <summary>A tool's own command reaches the runner only when its line begins with it.</summary>
    public bool PassThrough(string message)
    {
        if (!message.StartsWith("::", StringComparison.Ordinal) && !message.StartsWith("##[", StringComparison.Ordinal))
            return false;
        Output.WriteLine(message);
        return true;
    }

    // https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    private static string Escape(string? text)
        => text?.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal) ?? string.Empty;

    private static string EscapeProperty(string? text)
        => Escape(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
