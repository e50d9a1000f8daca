using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Validating;

/// <summary>A ConfigMap or Secret that a pod takes values from.</summary>
/// <param name="Kind"><c>ConfigMap</c> or <c>Secret</c>.</param>
/// <param name="Name">Where its name stands.</param>
/// <param name="Keys">Where the keys stand that it must have; empty where all that it has are taken.</param>
/// <param name="IsOptional">Whether the pod starts without it.</param>
internal sealed record DataReference(string Kind, JsonNode? Name, IReadOnlyList<JsonNode?> Keys, bool IsOptional)
{
    public static IEnumerable<DataReference> Of(Workload workload) => workload.Pod.Maps("volumes").SelectMany(OfVolume).Concat(workload.Containers.SelectMany(OfContainer));

    public static IEnumerable<DataReference> OfVolume(JsonObject volume) =>
        volume.At("projected").Maps("sources").Prepend(volume)
            .SelectMany(x => new[] { From("ConfigMap", x.Map("configMap")), From("Secret", x.Map("secret"), x == volume ? "secretName" : "name") })
            .OfType<DataReference>();

    public static IEnumerable<DataReference> OfContainer(Container container)
    {
        var whole = container.Body.Maps("envFrom").SelectMany(x => new[] { From("ConfigMap", x.Map("configMapRef")), From("Secret", x.Map("secretRef")) });
        var single = container.Body.Maps("env").Select(x => x.At("valueFrom")).SelectMany(x => new[] { From("ConfigMap", x.Map("configMapKeyRef")), From("Secret", x.Map("secretKeyRef")) });
        return whole.Concat(single).OfType<DataReference>();
    }

    // A volume names the keys that it takes one by one, a variable has the only one.
    private static DataReference? From(string kind, JsonObject? source, string name = "name") => source is null
        ? null
        : new(kind, source.At(name), [.. source.Has("key") ? [source.At("key")] : source.Maps("items").Select(x => x.At("key"))], source.IsTrue("optional"));
}
