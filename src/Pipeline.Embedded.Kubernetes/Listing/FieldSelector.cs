using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>A field selector: <c>status.phase=Running,spec.nodeName!=a</c>. Each kind has few fields that it takes.</summary>
internal sealed class FieldSelector
{
    private static readonly Dictionary<string, string[]> s_fields = new(StringComparer.Ordinal)
    {
        ["pods"] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName",
        ],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
            "reason", "reportingComponent", "source", "type",
        ],
        ["events.events.k8s.io"] =
        [
            "regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "regarding.apiVersion", "regarding.resourceVersion", "regarding.fieldPath", "reason", "reportingController", "type",
        ],
        ["secrets"] = ["type"],
        ["namespaces"] = ["status.phase"],
        ["nodes"] = ["spec.unschedulable"],
        ["services"] = ["spec.clusterIP", "spec.type"],
        ["replicasets.apps"] = ["status.replicas"],
        ["jobs.batch"] = ["status.successful"],
    };

    private readonly IReadOnlyList<(string Field, string Value, bool IsEqual)> _terms;

    private FieldSelector(IReadOnlyList<(string Field, string Value, bool IsEqual)> terms) => _terms = terms;

    public static FieldSelector Everything { get; } = new([]);

    public bool IsEverything => _terms.Count == 0;

    /// <summary>The name that the selector asks for, where it asks for one.</summary>
    public string? Name => _terms.Where(x => x is { Field: "metadata.name", IsEqual: true }).Select(x => x.Value).FirstOrDefault();

    public bool Matches(JsonObject value) => _terms.All(x => x.IsEqual == (Read(value, x.Field) == x.Value));

    /// <exception cref="ApiRefusal">The selector can't be read, or names a field that the kind isn't selected by.</exception>
    public static FieldSelector Parse(string? text, ResourceType type)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Everything;
        var terms = new List<(string, string, bool)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var isEqual = !part.Contains("!=", StringComparison.Ordinal);
            var at = part.IndexOf(isEqual ? "=" : "!=", StringComparison.Ordinal);
            if (at < 0)
                throw Refusals.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            var value = part[(at + (isEqual ? 1 : 2))..];
            if (isEqual && value.StartsWith('='))
                value = value[1..];
            terms.Add((Field(part[..at].Trim(), text, type), value.Trim(), isEqual));
        }

        return new FieldSelector(terms);
    }

    private static string Field(string name, string text, ResourceType type)
    {
        if (name == "metadata.name" || (name == "metadata.namespace" && type.IsNamespaced) || s_fields.GetValueOrDefault(type.GroupResource, []).Contains(name) || IsSelectable(name, type))
            return name;
        throw Refusals.BadRequest($"Unable to find \"{type.Group}/{type.Version}, Resource={type.Plural}\" that match label selector \"\", field selector \"{text}\": field label not supported: {name}");
    }

    // A custom kind names its own fields: jsonPath `.spec.color`.
    private static bool IsSelectable(string name, ResourceType type) =>
        type.CustomVersion?["selectableFields"] is JsonArray fields && fields.OfType<JsonObject>().Any(x => ObjectMetadata.Text(x, "jsonPath") == "." + name);

    private static string Read(JsonObject value, string field)
    {
        if (field == "source")
            return Read(value, "source.component") is { Length: > 0 } component ? component : Read(value, "reportingComponent");
        if (field == "status.successful")
            field = "status.succeeded";
        JsonNode? node = value;
        foreach (var part in field.Split('.'))
            node = (node as JsonObject)?[part];
        return node switch
        {
            null => field is "spec.unschedulable" or "spec.hostNetwork" ? "false" : field is "status.succeeded" or "status.replicas" ? "0" : "",
            JsonValue text when text.TryGetValue<string>(out var found) => found,
            _ => node.ToJsonString(),
        };
    }
}
