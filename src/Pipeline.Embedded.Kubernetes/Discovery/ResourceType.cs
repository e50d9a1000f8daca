using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>One kind in one version, as the API serves it.</summary>
internal sealed record ResourceType
{
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Kind { get; init; }

    public required string Plural { get; init; }

    public required string Singular { get; init; }

    public string ListKind { get => field ?? Kind + "List"; init; }

    public bool IsNamespaced { get; init; } = true;

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool HasStatus { get; init; }

    public ScalePaths? Scale { get; init; }

    /// <summary>Whether <c>metadata.generation</c> counts the changes of what is wanted.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether a PUT needs no resource version.</summary>
    public bool AllowsUnconditionalUpdate { get; init; } = true;

    /// <summary>Whether a PUT makes an object that isn't there.</summary>
    public bool IsCreatedByUpdate { get; init; }

    /// <summary>Whether <c>deletecollection</c> is served.</summary>
    public bool IsDeletedAsCollection { get; init; } = true;

    /// <summary>Whether a deletion answers the object that it removed rather than a Status.</summary>
    public bool AnswersDeletedObject { get; init; }

    /// <summary>Subresources beside <c>status</c> and <c>scale</c>.</summary>
    public IReadOnlyList<Subresource> Others { get; init; } = [];

    /// <summary>Whether the kind can only be created and is never stored (reviews).</summary>
    public bool IsReview { get; init; }

    /// <summary>The version's entry in the CustomResourceDefinition; none for a kind that is built in.</summary>
    public JsonObject? CustomVersion { get; init; }

    /// <summary>The version that a custom kind is stored in.</summary>
    public string? StorageVersion { get; init; }

    public bool IsCustom => CustomVersion is not null;

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary><c>deployments.apps</c>, <c>configmaps</c>: as messages name it.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary><c>Deployment.apps</c>, <c>ConfigMap</c>: as messages name it.</summary>
    public string GroupKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    /// <summary>The table that all versions of the kind are stored in.</summary>
    public string StorageKey => Kind == "Event" ? "events" : GroupResource;

    /// <summary>How every object of the kind begins in JSON.</summary>
    public byte[] Prefix => field ??= ObjectJson.Prefix(ApiVersion, Kind);

    public TypeSchema Schema => field ??= SchemaOf();

    /// <summary>What can be done with the kind's objects, as discovery tells it.</summary>
    public IReadOnlyList<string> Verbs =>
        IsReview ? ["create"]
        : IsDeletedAsCollection ? ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
        : ["create", "delete", "get", "list", "patch", "update", "watch"];

    /// <summary>All subresources, as discovery tells them.</summary>
    public IEnumerable<Subresource> Subresources
    {
        get
        {
            var own = Others.ToList();
            if (Scale is not null)
                own.Add(new Subresource("scale", "Scale", ["get", "patch", "update"]) { Group = "autoscaling", Version = "v1" });
            if (HasStatus)
                own.Add(new Subresource("status", Kind, ["get", "patch", "update"]));
            return own.OrderBy(x => x.Name, StringComparer.Ordinal);
        }
    }

    public bool Equals(ResourceType? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => HashCode.Combine(Group, Version, Plural);

    private TypeSchema SchemaOf() =>
        IsCustom
            ? SchemaCatalog.FromOpenApi(CustomVersion!["schema"]?["openAPIV3Schema"] as JsonObject ?? new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true })
            : SchemaCatalog.Find(ApiVersion, Kind) ?? throw new InvalidOperationException($"There is no schema for {ApiVersion} {Kind}.");
}
