using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>How ready an object is, by its own fields alone; the rules are kstatus' (https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md).</summary>
public static class ReadinessRules
{
    /// <summary>How ready an object is.</summary>
    public static Readiness Of(JsonObject item) => throw new NotImplementedException();
}
