namespace Pipeline.Kubernetes.Planning;

/// <summary>A plan as text.</summary>
public static class PlanText
{
    /// <summary>The plan in lines: object by object, field by field, values of Secrets masked.</summary>
    public static IReadOnlyList<PlanLine> Lines(DeployPlan plan) => throw new NotImplementedException();
}
