using System.Collections.Frozen;
using Pipeline.Embedded.Kubernetes.Discovery;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>The columns of each kind.</summary>
internal static class TableColumns
{
    private static readonly TableColumn s_created = TableColumn.Text("Created At", x => Fields.Text(x, "metadata.creationTimestamp")) with { Type = "date" };

    private static readonly Lazy<FrozenDictionary<string, IReadOnlyList<TableColumn>>> s_columns =
        new(() => CoreColumns.All.Concat(WorkloadColumns.All).ToFrozenDictionary(x => x.Kind, x => x.Columns));

    public static TableColumn Name { get; } = TableColumn.Text("Name", x => Fields.Text(x, "metadata.name"));

    public static TableColumn Age { get; } = new("Age", "string", (x, now) => Fields.Since(x, "metadata.creationTimestamp", now));

    public static IReadOnlyList<TableColumn> Of(ResourceType type) => type switch
    {
        { IsCustom: true } => CustomColumns.Of(type),
        { GroupKind: "Pod" } => PodColumns.All,
        { Kind: "Event" } => s_columns.Value["Event"],
        _ => s_columns.Value.GetValueOrDefault(type.GroupKind) ?? (type.Group == "rbac.authorization.k8s.io" || type == BuiltInTypes.Definitions || type == BuiltInTypes.LimitRanges ? [Name, s_created] : [Name, Age]),
    };
}
