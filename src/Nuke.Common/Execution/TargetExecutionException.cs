namespace Nuke.Common.Execution;

/// <summary>A target failed; the inner exception says how.</summary>
public class TargetExecutionException(string targetName, Exception inner)
    : Exception($"Target '{targetName}' failed: {inner.Message}", inner)
{
    /// <summary>The target.</summary>
    public string TargetName { get; } = targetName;
}
