namespace Pipeline.Kubernetes.Planning;

/// <summary>A line of a plan as text; who prints it gives each kind its colour.</summary>
/// <param name="Kind">What the line says.</param>
/// <param name="Text">The line, without colours.</param>
public sealed record PlanLine(PlanLineKind Kind, string Text);
