using Pipeline.Errors;

namespace Pipeline.Engine.Parameters;

/// <summary>One mistake in what the user gave.</summary>
/// <param name="Code">Its id, cause and cure.</param>
/// <param name="Message">What, which value, what to do next.</param>
public sealed record ParameterProblem(ErrorCode Code, string Message)
{
    /// <summary>One exception for all the mistakes of one input; exit code 2.</summary>
    public static PipelineException ToException(IReadOnlyList<ParameterProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count == 1)
            return new PipelineException(problems[0].Code, problems[0].Message) { ExitCode = 2 };

        var text = new System.Text.StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{problems.Count} mistakes in what was given:");
        foreach (var problem in problems)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n  {problem.Code.Id}: {problem.Message}");
        return new PipelineException(ParameterErrors.SeveralMistakes, text.ToString()) { ExitCode = 2 };
    }
}
