using Pipeline.Errors;

namespace Pipeline.Workflows.Defining;

/// <summary>Text in which GitHub finds nothing to replace.</summary>
internal static class PlainText
{
    public static string Of(string text, string what)
    {
        if (text.Contains("${{", StringComparison.Ordinal))
            throw new PipelineException(WorkflowErrors.ExpressionInText, $"{what} has an expression: `{text.Trim()}`. {WorkflowErrors.ExpressionInText.Cure}");
        if (text.FirstOrDefault(x => char.IsControl(x) && x is not '\n' and not '\t') is var control && control != default)
            throw new PipelineException(WorkflowErrors.InvalidName, $"{what} has the control character U+{(int)control:X4}. Leave it out.");
        return text;
    }
}
