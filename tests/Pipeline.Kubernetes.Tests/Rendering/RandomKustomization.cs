using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Tests.Rendering;

/// <summary>Two kustomizations, one over the other, made from a seed: whatever they combine, the rendering must equal kubectl's.</summary>
internal sealed class RandomKustomization(int seed)
{
    private static readonly string[] Names = ["a", "b", "c"];

#pragma warning disable CA5394 // A seed that can be repeated is the point.
    private readonly Random random = new(seed);

    public Overlay Write()
    {
        var overlay = new Overlay();
        foreach (var kind in new[] { "base", "over" })
        {
            var kustomization = Kustomization(kind);
            kustomization["resources"] = kind == "base" ? new JsonArray("all.yaml") : ["base"];
            overlay.With(kind == "base" ? "base/kustomization.yaml" : "kustomization.yaml", kustomization.ToJsonString());
        }

        return overlay.With("base/all.yaml", string.Join("\n---\n", Objects().Select(x => x.ToJsonString())));
    }

    private JsonObject Kustomization(string prefix)
    {
        var file = new JsonObject();
        Maybe(() => file["namePrefix"] = prefix + "-");
        Maybe(() => file["nameSuffix"] = "-" + prefix);
        Maybe(() => file["namespace"] = Pick("one", "two"));
        Maybe(() => file["labels"] = new JsonArray(new JsonObject { ["pairs"] = new JsonObject { [Pick("app", "team")] = prefix }, [Pick("includeSelectors", "includeTemplates")] = random.Next(2) == 0 }));
        Maybe(() => file["commonAnnotations"] = new JsonObject { ["note"] = prefix });
        Maybe(() => file["images"] = new JsonArray(new JsonObject { ["name"] = Name(), [Pick("newName", "newTag", "tagSuffix")] = prefix }));
        Maybe(() => file["replicas"] = new JsonArray(new JsonObject { ["name"] = "a", ["count"] = random.Next(5) }));
        if (prefix == "base")
            file["configMapGenerator"] = new JsonArray(new JsonObject { ["name"] = "made", ["literals"] = new JsonArray($"x={random.Next(100)}") });
        else
            Maybe(() => file["configMapGenerator"] = new JsonArray(new JsonObject { ["name"] = "made", ["behavior"] = Pick("merge", "replace"), ["literals"] = new JsonArray($"y={random.Next(100)}") }));

        var patches = new JsonArray(new JsonObject { ["patch"] = Deployment("a", isPatch: true).ToJsonString() });
        Maybe(() => patches.Add(new JsonObject { ["target"] = new JsonObject { ["kind"] = Pick("Deployment", "Deploy.*", "Service|Deployment"), ["name"] = Pick("a", ".*", "base-a") }, ["patch"] = new JsonObject { ["kind"] = "Deployment", ["metadata"] = new JsonObject { ["name"] = "x", ["annotations"] = new JsonObject { ["by"] = prefix } } }.ToJsonString() }));
        Maybe(() => patches.Add(new JsonObject { ["target"] = new JsonObject { ["kind"] = "Service" }, ["patch"] = new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/spec/ports/" + Pick("-", "0"), ["value"] = Port("port") }).ToJsonString() }));
        file["patches"] = patches;
        Maybe(() => file["replacements"] = new JsonArray(new JsonObject
        {
            ["source"] = new JsonObject { ["kind"] = "Service", ["name"] = "a" },
            ["targets"] = new JsonArray(new JsonObject { ["select"] = new JsonObject { ["kind"] = "Deployment" }, ["fieldPaths"] = new JsonArray("metadata.annotations.source"), ["options"] = new JsonObject { ["create"] = true } }),
        }));
        return file;
    }

    private IEnumerable<JsonObject> Objects() =>
    [
        Deployment("a", isPatch: false),
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Service", ["metadata"] = new JsonObject { ["name"] = "a" }, ["spec"] = new JsonObject { ["ports"] = List(_ => Port("port")) } },
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = "b" } },
        new JsonObject
        {
            ["apiVersion"] = "autoscaling/v2", ["kind"] = "HorizontalPodAutoscaler", ["metadata"] = new JsonObject { ["name"] = "a" },
            ["spec"] = new JsonObject { ["scaleTargetRef"] = new JsonObject { ["kind"] = "Deployment", ["name"] = "a" } },
        },
    ];

    private JsonObject Deployment(string name, bool isPatch)
    {
        var pod = new JsonObject { ["containers"] = List(x => Container(x, isPatch), isPatch) };
        Maybe(() => pod["initContainers"] = List(x => Container(x, isPatch), isPatch));
        Maybe(() => pod["volumes"] = List(Volume, isPatch));
        Maybe(() => pod["imagePullSecrets"] = List(x => new JsonObject { ["name"] = x }, isPatch));
        Maybe(() => pod["tolerations"] = List(x => new JsonObject { ["key"] = x }));
        Maybe(() => pod["topologySpreadConstraints"] = List(x => new JsonObject { ["topologyKey"] = x, ["whenUnsatisfiable"] = Pick("DoNotSchedule", "ScheduleAnyway"), ["maxSkew"] = random.Next(3) }, isPatch));
        var spec = new JsonObject { ["template"] = new JsonObject { ["spec"] = pod } };
        Maybe(() => spec["replicas"] = isPatch && random.Next(3) == 0 ? null : random.Next(4));
        Maybe(() => spec["strategy"] = Directed(new JsonObject { ["type"] = Pick("Recreate", "RollingUpdate") }, isPatch));
        var metadata = new JsonObject { ["name"] = name };
        Maybe(() => metadata["finalizers"] = new JsonArray([.. Names.Where(_ => random.Next(2) == 0).Select(x => (JsonNode)x)]));
        Maybe(() => metadata["annotations"] = new JsonObject { [Name()] = isPatch && random.Next(3) == 0 ? null : "1" });
        return new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["metadata"] = metadata, ["spec"] = spec };
    }

    private JsonObject Container(string name, bool isPatch)
    {
        var container = new JsonObject { ["name"] = name, ["image"] = Pick("a", "b:1", "c@sha256:aa") };
        Maybe(() => container["ports"] = List(_ => Port("containerPort"), isPatch));
        Maybe(() => container["env"] = List(x => new JsonObject { ["name"] = x, ["value"] = $"{random.Next(9)}" }, isPatch));
        Maybe(() => container["envFrom"] = new JsonArray(new JsonObject { ["configMapRef"] = new JsonObject { ["name"] = "made" } }, new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "b" } }));
        Maybe(() => container["volumeMounts"] = List(x => new JsonObject { ["mountPath"] = "/" + x, ["name"] = Name() }, isPatch));
        Maybe(() => container["args"] = isPatch && random.Next(3) == 0 ? null : new JsonArray(Name(), Name()));
        return container;
    }

    private JsonObject Volume(string name) => random.Next(3) switch
    {
        0 => new JsonObject { ["name"] = name, ["emptyDir"] = new JsonObject() },
        1 => new JsonObject { ["name"] = name, ["configMap"] = new JsonObject { ["name"] = "made" } },
        _ => new JsonObject { ["name"] = name, ["secret"] = new JsonObject { ["secretName"] = "b" } },
    };

    private JsonObject Port(string key)
    {
        var port = new JsonObject { [key] = 80 + random.Next(3) };
        Maybe(() => port["protocol"] = Pick("TCP", "UDP"));
        Maybe(() => port["name"] = Name());
        return port;
    }

    // Each name at most once, in any order; in a patch some items are directives.
    private JsonArray List(Func<string, JsonObject> make, bool isPatch = false)
    {
        var names = Names.Where(_ => random.Next(3) > 0).ToArray();
        random.Shuffle(names);
        return [.. names.Select(x => (JsonNode)Directed(make(x), isPatch))];
    }

    private JsonObject Directed(JsonObject map, bool isPatch)
    {
        if (isPatch && random.Next(8) == 0)
            map["$patch"] = Pick("delete", "replace", "merge");
        return map;
    }

    private void Maybe(Action action)
    {
        if (random.Next(2) == 0)
            action();
    }

    private string Name() => Pick(Names);

    private string Pick(params string[] options) => options[random.Next(options.Length)];
#pragma warning restore CA5394
}
