using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Workflows.Defining;

/// <summary>The id of a job, step, input, output or matrix axis: a letter or <c>_</c>, then letters, digits, <c>-</c> and <c>_</c>; at most 100.</summary>
public sealed partial record Identifier
{
    /// <summary>An id.</summary>
    /// <exception cref="PipelineException">PIPE9603: GitHub would refuse it.</exception>
    public Identifier(string text) =>
        Text = Allowed().IsMatch(text) ? text : throw new PipelineException(WorkflowErrors.InvalidName, $"'{text}' can't be an id in a workflow: begin with a letter or _, and use letters, digits, - and _ only, at most 100.");

    /// <summary>The id itself.</summary>
    public string Text { get; }

    /// <summary>An id from its text.</summary>
    public static implicit operator Identifier(string text) => new(text);

    /// <inheritdoc />
    public bool Equals(Identifier? other) => string.Equals(Text, other?.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    /// <summary>The id itself.</summary>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]{0,99}\z")]
    private static partial Regex Allowed();
}
