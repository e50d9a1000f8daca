using Pipeline.Errors;

namespace Pipeline.Workflows.Defining;

/// <summary>What a step's shell runs. It can't hold <c>${{ }}</c>: a value that isn't known when the workflow is written comes as an environment variable.</summary>
public sealed record ShellCommand
{
    /// <summary>A command of one line or several.</summary>
    /// <exception cref="PipelineException">PIPE9602: it holds an expression; PIPE9603: it is empty or holds a control character.</exception>
    public ShellCommand(string text)
    {
        var trimmed = PlainText.Of(text.ReplaceLineEndings("\n"), "A run step").Trim();
        Text = trimmed.Length > 0 ? trimmed : throw new PipelineException(WorkflowErrors.InvalidName, "A run step has no command. Give it one.");
    }

    /// <summary>The command, with line feeds between its lines.</summary>
    public string Text { get; }

    /// <summary>A command from its text.</summary>
    public static implicit operator ShellCommand(string text) => new(text);
}
