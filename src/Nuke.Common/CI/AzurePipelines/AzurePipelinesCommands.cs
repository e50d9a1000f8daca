namespace Nuke.Common.CI.AzurePipelines;

/// <summary>Writes <a href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands">logging commands</a>.</summary>
internal sealed class AzurePipelinesCommands(TextWriter? output)
{
    public void Write(string command, string? message, params ReadOnlySpan<(string Key, string? Value)> properties)
    {
        var parts = new List<string>();
        foreach (var (key, value) in properties)
        {
            if (value is not null)
                parts.Add($"{key}={EscapeProperty(value)}");
        }

        WriteLine($"##vso[{command} {string.Join(';', parts)}]{Escape(message)}");
    }

    public void WriteLine(string line) => (output ?? ServerOutput.Writer).WriteLine(line);

    /// <summary>A tool's own command reaches the agent only when its line begins with it.</summary>
    public bool PassThrough(string message)
    {
        if (!message.StartsWith("##vso[", StringComparison.Ordinal) && !message.StartsWith("##[", StringComparison.Ordinal))
            return false;
        WriteLine(message);
        return true;
    }

    private static string Escape(string? text)
        => text?.Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal) ?? string.Empty;

    private static string EscapeProperty(string text)
        => Escape(text).Replace("]", "%5D", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal);
}
