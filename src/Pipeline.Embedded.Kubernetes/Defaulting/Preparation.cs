using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>What kube-apiserver sets itself when an object is made: its registries' strategies and its own admission. It is done after managed fields are tracked, so nobody owns it.</summary>
internal static class Preparation
{
    private const string NoExecute = "NoExecute";

    /// <summary>Completes an object that has its uid, in place, before it is stored for the first time.</summary>
    public static void ForCreate(JsonObject value)
    {
        switch ($"{value.Text("apiVersion")}/{value.Text("kind")}")
        {
            case "v1/Namespace":
                value["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
                break;
            case "v1/Pod":
                Pod(value);
                break;
            case "v1/PersistentVolumeClaim":
                Protect(value, "kubernetes.io/pvc-protection");
                break;
            case "v1/PersistentVolume":
                Protect(value, "kubernetes.io/pv-protection");
                break;
            case "v1/Service":
                Service(value);
                break;
            case "batch/v1/Job":
                Job(value);
                break;
            case "apiextensions.k8s.io/v1/CustomResourceDefinition":
                Definition(value);
                break;
        }
    }

    /// <summary>Carries over what an update of a Service may leave out: the addresses and ports that it was given.</summary>
    public static void ForUpdate(JsonObject value, JsonObject old)
    {
        if ($"{value.Text("apiVersion")}/{value.Text("kind")}" != "v1/Service" || value.Fields("spec") is not { } spec || old.Fields("spec") is not { } before)
            return;
        if (spec.Text("type") == "ExternalName" || before.Text("type") == "ExternalName")
            return;
        foreach (var name in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "healthCheckNodePort"])
        {
            if (before[name] is { } given)
                spec.Default(name, given.DeepClone());
        }
        if (spec.Text("type") is not ("NodePort" or "LoadBalancer"))
            return;
        foreach (var port in spec.Objects("ports"))
        {
            if (before.Objects("ports").FirstOrDefault(each => each.Whole("port") == port.Whole("port") && each.Text("protocol") == port.Text("protocol"))?["nodePort"] is { } nodePort)
                port.Default("nodePort", nodePort.DeepClone());
        }
    }

    /// <summary>A pod waits, has a class of service and a priority, and outlives a node that isn't ready for five minutes.</summary>
    private static void Pod(JsonObject value)
    {
        var spec = value.Ensure("spec");
        value["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService.Of(spec) };
        spec.Default("priority", 0);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        foreach (var key in (ReadOnlySpan<string>)["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (spec.Objects("tolerations").Any(toleration => toleration.Text("key") is var of && (of == key || of is null) && toleration.Text("effect") is NoExecute or null))
                continue;
            if (spec["tolerations"] is not JsonArray tolerations)
                spec["tolerations"] = tolerations = [];
            tolerations.Add((JsonNode)new JsonObject { ["key"] = key, ["operator"] = "Exists", ["effect"] = NoExecute, ["tolerationSeconds"] = 300 });
        }
    }

    private static void Service(JsonObject value)
    {
        var spec = value.Ensure("spec");
        if (spec.Text("type") == "ExternalName")
            return;
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
        if (spec.Text("clusterIP") is { Length: > 0 } address)
            spec.Default("clusterIPs", new JsonArray(address));
    }

    /// <summary>A Job selects its pods by its own uid, unless it says how.</summary>
    private static void Job(JsonObject value)
    {
        var spec = value.Ensure("spec");
        if (spec.Flag("manualSelector") == true)
            return;
        var metadata = value.Ensure("metadata");
        var (uid, name) = (metadata.Text("uid") ?? "", metadata.Text("name") ?? "");
        var labels = spec.Ensure("template").Ensure("metadata").Ensure("labels");
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = name;
        labels["controller-uid"] = uid;
        labels["job-name"] = name;
        spec.Ensure("selector").Ensure("matchLabels")["batch.kubernetes.io/controller-uid"] = uid;
        if (metadata.Fields("labels") is not { Count: > 0 })
            metadata["labels"] = labels.DeepClone();
    }

    private static void Definition(JsonObject value)
    {
        var stored = value.Fields("spec").Objects("versions").FirstOrDefault(version => version.Flag("storage") == true).Text("name");
        value["status"] = new JsonObject
        {
            ["conditions"] = null,
            ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
            ["storedVersions"] = stored is null ? null : new JsonArray(stored),
        };
    }

    private static void Protect(JsonObject value, string finalizer)
    {
        var metadata = value.Ensure("metadata");
        if (metadata["finalizers"] is not JsonArray finalizers)
            metadata["finalizers"] = finalizers = [];
        if (finalizers.All(existing => existing.AsText() != finalizer))
            finalizers.Add((JsonNode)finalizer);
    }
}
