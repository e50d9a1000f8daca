using Pipeline.Kubernetes.Rendering.Replacing;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>Reads <c>replacements</c>, in a kustomization or in a file of their own.</summary>
internal static class ReplacementFields
{
    private const string DefaultFieldPath = "metadata.name";

    private static readonly string[] Selector = ["group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector"];

    private static readonly string[] Options = ["delimiter", "index", "create", "encoding"];

    public static readonly string[] Known = ["path", "source", "targets"];

    public static IEnumerable<ReplacementEntry> Read(KustomizationFields fields, string source)
    {
        foreach (var item in fields.Items("replacements", Known))
        {
            var origin = $"{source}: {item.Place}";
            var path = item.Text("path");
            if (string.IsNullOrEmpty(path))
                yield return new ReplacementEntry(null, One(item, origin), origin);
            else if (item.Has("source") || item.Has("targets"))
                item.Add("path", $"'{item.Place}' must have either path, or source and targets");
            else
                yield return new ReplacementEntry(path, null, origin);
        }
    }

    public static Replacement? One(KustomizationFields fields, string origin)
    {
        var source = fields.Item("source", ["group", "version", "kind", "name", "namespace", "fieldPath", "options"]);
        var targets = fields.Items("targets", ["select", "reject", "fieldPaths", "options"]);
        if (source is null || !fields.Has("targets"))
        {
            fields.Add(source is null ? "source" : "targets", $"'{(fields.Place.Length > 0 ? fields.Place : "the replacement")}' must specify a source and at least one target");
            return null;
        }

        return new Replacement(
            new ReplacementSource(Select(source), source.Text("fieldPath") is { Length: > 0 } path ? path : DefaultFieldPath, Option(source.Item("options", Options))),
            [.. targets.Select(Target)],
            origin);
    }

    private static ReplacementTarget Target(KustomizationFields target)
    {
        var select = target.Item("select", Selector);
        if (select is null)
            target.Add("select", $"'{target.Place}' must specify resources to select");
        return new ReplacementTarget(
            select is null ? new ObjectSelector() : Select(select),
            [.. target.Items("reject", Selector).Select(Select)],
            target.Texts("fieldPaths") is { Count: > 0 } paths ? paths : [DefaultFieldPath],
            Option(target.Item("options", Options)));
    }

    private static ObjectSelector Select(KustomizationFields fields) => new()
    {
        Group = Given(fields, "group"),
        Version = Given(fields, "version"),
        Kind = Given(fields, "kind"),
        Name = Given(fields, "name"),
        Namespace = Given(fields, "namespace"),
        Labels = fields.Selector("labelSelector"),
        Annotations = fields.Selector("annotationSelector"),
    };

    private static ReplacementOptions Option(KustomizationFields? options)
    {
        if (options?.Text("encoding") is { Length: > 0 })
            options.Add("encoding", $"field '{options.Place}.encoding' is not rendered by this version");
        return new ReplacementOptions(options?.Text("delimiter"), options?.Number("index") ?? 0, options?.Flag("create") == true);
    }

    private static string? Given(KustomizationFields fields, string name) => fields.Text(name) is { Length: > 0 } text ? text : null;
}
