using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Planning;

/// <summary>The set that is deployed: each object with its namespace, its type in the cluster, and the mark of its application.</summary>
internal sealed class DesiredSet
{
    private DesiredSet(IReadOnlyList<DesiredObject> objects)
    {
        Objects = objects;
        Hash = CanonicalJson.Hash(new JsonArray([.. objects.OrderBy(x => x.Reference.Identity).Select(x => x.Body.DeepClone())]));
    }

    /// <summary>In the order of their stages, and within one as the set has them.</summary>
    public IReadOnlyList<DesiredObject> Objects { get; }

    /// <summary>The same for the same objects, in whatever order.</summary>
    public string Hash { get; }

    /// <exception cref="PipelineException">PIPE4110, PIPE4113, PIPE4118.</exception>
    public static async Task<DesiredSet> CreateAsync(ResourceCatalog resources, string application, string @namespace, IReadOnlyList<JsonObject> bodies, CancellationToken cancellationToken)
    {
        if (bodies.Count == 0)
            throw new PipelineException(DeployErrors.EmptySet, $"The set of {application} is empty; deploying it would prune all that {application} has in {@namespace}. Check the overlay.");

        var brought = bodies.SelectMany(Brought).DistinctBy(x => (x.ApiVersion, x.Kind)).ToDictionary(x => (x.ApiVersion, x.Kind));
        var (objects, unknown) = (new List<DesiredObject>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var body in bodies)
        {
            var reference = ObjectReference.Of(body);
            var served = await resources.FindAsync(reference.ApiVersion, reference.Kind, cancellationToken);
            if ((served ?? brought.GetValueOrDefault((reference.ApiVersion, reference.Kind))) is not { } type)
            {
                var versions = resources.VersionsOf(reference.Group, reference.Kind);
                unknown.Add($"{reference.Kind} ({reference.ApiVersion}){(versions.Count == 0 ? "" : $", which is served as {string.Join(", ", versions)}")}");
                continue;
            }

            var prepared = Prepare(body, type, application, @namespace);
            objects.Add(new DesiredObject(ObjectReference.Of(prepared), type, prepared) { IsKindNew = served is null });
        }

        if (unknown.Count > 0)
            throw new PipelineException(DeployErrors.UnknownKind, $"The cluster doesn't know {string.Join("; ", unknown)}. Install what brings these kinds, or change their apiVersion.");
        if (objects.GroupBy(x => x.Reference.Identity).Where(x => x.Count() > 1).Select(x => x.First().Reference).ToList() is { Count: > 0 } twice)
            throw new PipelineException(DeployErrors.DuplicateObject, $"In the set stand twice: {string.Join(", ", twice)}. Remove one of each.");
        return new DesiredSet([.. objects.OrderBy(x => x.Stage)]);
    }

    // Values in stringData would be lost track of: the server moves them to data, and later forgets to take them away.
    private static JsonObject Prepare(JsonObject body, ResourceType type, string application, string @namespace)
    {
        var copy = body.DeepClone().AsObject();
        var metadata = copy["metadata"]!.AsObject();
        if (type.IsNamespaced && string.IsNullOrEmpty(metadata.Text("namespace")))
            metadata["namespace"] = @namespace;
        if (!type.IsNamespaced)
            metadata.Remove("namespace");
        if (metadata["creationTimestamp"] is null)
            metadata.Remove("creationTimestamp");
        if (metadata["annotations"] is not JsonObject annotations)
            metadata["annotations"] = annotations = [];
        annotations[Annotations.Application] = $"{@namespace}/{application}";

        if (type is { Kind: "Secret", ApiVersion: "v1" } && copy.Remove("stringData"))
            copy["data"] = SecretData(body);
        return copy;
    }

    /// <summary>The values of a Secret as they are applied: those of stringData have the last word.</summary>
    public static JsonObject SecretData(JsonObject secret)
    {
        var data = secret["data"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in secret["stringData"] as JsonObject ?? [])
            data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value?.GetValue<string>() ?? ""));
        return data;
    }

    private static IEnumerable<ResourceType> Brought(JsonObject body) => body.Text("kind") == "CustomResourceDefinition"
        ? body.Items("spec", "versions").Where(x => x.IsTrue("served")).Select(x => new ResourceType(
            $"{body.Text("spec", "group")}/{x.Text("name")}",
            body.Text("spec", "names", "kind") ?? "",
            body.Text("spec", "names", "plural") ?? "",
            body.Text("spec", "scope") == "Namespaced"))
        : [];
}
