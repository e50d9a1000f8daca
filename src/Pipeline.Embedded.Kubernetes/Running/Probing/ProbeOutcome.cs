namespace Pipeline.Embedded.Kubernetes.Running.Probing;

/// <summary>One probe's answer.</summary>
/// <param name="Succeeded">Whether it is a success.</param>
/// <param name="Output">What is told of a failure.</param>
internal sealed record ProbeOutcome(bool Succeeded, string Output);
