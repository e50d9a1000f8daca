using System.Globalization;

namespace Pipeline.Components.Workflows;

/// <summary>What targets tell the workflow that runs them; on any other machine it does nothing.</summary>
public static class WorkflowRun
{
    /// <summary>An output of the step, which later jobs may use.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value: one line, and no secret.</param>
    public static void Output(string name, string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n'))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The output '{name}' has {value.Split('\n').Length} lines; what follows the first would be read as outputs of their own. Give one line."), nameof(value));
        Append("GITHUB_OUTPUT", $"{name}={value}\n");
    }

    /// <summary>Markdown on the page of the run.</summary>
    public static void Summary(string markdown) => Append("GITHUB_STEP_SUMMARY", markdown + "\n");

    private static void Append(string variable, string text)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file)
            File.AppendAllText(file, text);
    }
}
