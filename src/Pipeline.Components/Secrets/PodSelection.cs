namespace Pipeline.Components.Secrets;

/// <summary>The pods that use a secret.</summary>
/// <param name="Namespace">Where they run.</param>
/// <param name="Labels">A label selector.</param>
/// <param name="MetricsPort">The port of their <c>/metrics</c>.</param>
internal sealed record PodSelection(string Namespace, string Labels, int MetricsPort);
