using System.Globalization;

namespace Pipeline.Workflows.Checking;

/// <summary>Something in a workflow that isn't safe.</summary>
/// <param name="Rule">The rule, by zizmor's name where zizmor has it (<a href="https://docs.zizmor.sh/audits/">audits</a>).</param>
/// <param name="File">The workflow.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record WorkflowFinding(string Rule, string File, long Line, long Column, string Message)
{
    /// <summary>As compilers write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Rule}: {Message}");
}
