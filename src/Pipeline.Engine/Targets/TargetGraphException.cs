using Pipeline.Errors;

namespace Pipeline.Engine.Targets;

/// <summary>The targets of a build contradict each other, or name one that doesn't exist. Holds every problem that was found.</summary>
public sealed class TargetGraphException : PipelineException
{
    /// <summary>An error over all <paramref name="problems"/>.</summary>
    public TargetGraphException(IReadOnlyList<string> problems)
        : base(TargetErrors.InvalidGraph, string.Join(Environment.NewLine, problems))
    {
        Problems = problems;
        ExitCode = 2;
    }

    /// <summary>A sentence for each problem, with the full path of a cycle.</summary>
    public IReadOnlyList<string> Problems { get; }
}
