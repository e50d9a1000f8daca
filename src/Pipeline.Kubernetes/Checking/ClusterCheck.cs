namespace Pipeline.Kubernetes.Checking;

/// <summary>Something that a deployment needs, and whether it is there.</summary>
/// <param name="Name">What is checked: <c>may patch deployments.apps</c>.</param>
/// <param name="Result">Whether it holds.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What to do; null where nothing is to be done.</param>
public sealed record ClusterCheck(string Name, ClusterCheckResult Result, string Message, string? Fix = null);
