namespace Pipeline.Kubernetes.Planning;

internal static class PlanHash
{
    public static string Of(DeployPlan plan) => throw new NotImplementedException();
}
