using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Defaulting;
using Pipeline.Embedded.Kubernetes.Ownership;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

/// <summary>One object, written by several managers one second after the other.</summary>
internal sealed class Cluster(TypeSchema schema)
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Cluster Of(string apiVersion, string kind) => new(SchemaCatalog.Find(apiVersion, kind)!);

    public JsonObject? Live { get; private set; }

    public ApplyOutcome Apply(string manager, string yaml, bool force = false, string? subresource = null) => Apply(manager, Yaml.Read(yaml), force, subresource);

    public ApplyOutcome Apply(string manager, JsonObject applied, bool force = false, string? subresource = null)
    {
        _now += TimeSpan.FromSeconds(1);
        var outcome = ServerSideApply.Apply(new() { Schema = schema, Live = Live, Applied = applied, Manager = manager, Force = force, Subresource = subresource, Now = _now });
        if (outcome.Object is not null)
            Live = outcome.Object;
        return outcome;
    }

    public void Write(string manager, Action<JsonObject> change, string? subresource = null)
    {
        _now += TimeSpan.FromSeconds(1);
        var updated = (JsonObject)Live!.DeepClone();
        change(updated);
        Write(manager, updated, subresource);
    }

    public void Create(string manager, string yaml) => Write(manager, Yaml.Read(yaml), null);

    /// <summary>Who owns what, a line an owner: <c>a/Apply .spec.replicas</c>.</summary>
    public IReadOnlyList<string> Owners() =>
    [
        .. Live!["metadata"]!["managedFields"]?.AsArray().Select(entry =>
            $"{entry!["manager"]}/{entry["operation"]}{(entry["subresource"] is { } subresource ? $"/{subresource}" : "")} {string.Join(' ', FieldsV1.Read(entry["fieldsV1"])!.Paths().Select(path => string.Concat(path)).Order(StringComparer.Ordinal))}") ?? [],
    ];

    public string? Time(string manager) => $"{Live!["metadata"]!["managedFields"]!.AsArray().Single(entry => $"{entry!["manager"]}" == manager)!["time"]}";

    private void Write(string manager, JsonObject updated, string? subresource)
    {
        Defaults.Apply(updated, schema);
        UpdateOwnership.Track(new() { Schema = schema, Live = Live, Updated = updated, Manager = manager, Subresource = subresource, Now = _now });
        Live = updated;
    }
}
