namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Who tells of an event.</summary>
/// <param name="Component">For example <c>deployment-controller</c>.</param>
/// <param name="Manager">Who writes it, as it stands in managed fields.</param>
/// <param name="Host">The node, for what happens on one.</param>
internal sealed record EventSource(string Component, string Manager, string? Host = null);
