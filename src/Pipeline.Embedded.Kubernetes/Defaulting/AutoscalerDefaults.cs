using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of HorizontalPodAutoscalers.</summary>
internal static class AutoscalerDefaults
{
    /// <summary>One of autoscaling/v2. A behaviour that is given in part is completed; one that isn't given is left to the controller.</summary>
    public static void V2(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("minReplicas", 1);
        if (!spec.Items("metrics").Any())
        {
            spec["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = 80 } },
            });
        }
        if (spec.Fields("behavior") is not { } behavior)
            return;
        var up = behavior.Ensure("scaleUp");
        up.Default("stabilizationWindowSeconds", 0);
        Rules(up, [Policy("Pods", 4), Policy("Percent", 100)]);
        Rules(behavior.Ensure("scaleDown"), [Policy("Percent", 100)]);
    }

    private static void Rules(JsonObject rules, JsonArray policies)
    {
        rules.Default("selectPolicy", "Max");
        if (rules["policies"] is null)
            rules["policies"] = policies;
    }

    private static JsonObject Policy(string type, int amount) => new() { ["type"] = type, ["value"] = amount, ["periodSeconds"] = 15 };
}
