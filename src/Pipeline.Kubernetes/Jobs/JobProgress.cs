namespace Pipeline.Kubernetes.Jobs;

/// <summary>Something that is worth telling while a Job runs.</summary>
/// <param name="Text">A line of its log, or a sentence about the Job.</param>
/// <param name="IsLog">Whether it is a line of its log.</param>
public sealed record JobProgress(string Text, bool IsLog);
