using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>Reads <c>labels</c> and <c>commonLabels</c>.</summary>
internal static class LabelFields
{
    public static IEnumerable<LabelEntry> Read(KustomizationFields fields)
    {
        foreach (var label in fields.Items("labels", ["pairs", "includeSelectors", "includeTemplates", "fields"]))
        {
            List<FieldSpec> own = [.. label.Items("fields", ["path", "create", "kind", "group", "version"]).Select(Field)];
            IReadOnlyList<FieldSpec> defaults = (label.Flag("includeSelectors"), label.Flag("includeTemplates")) switch
            {
                (true, _) => [.. FieldSpecs.MetadataLabels, .. FieldSpecs.Selectors],
                (_, true) => [.. FieldSpecs.MetadataLabels, .. FieldSpecs.TemplateLabels],
                _ => FieldSpecs.MetadataLabels,
            };
            foreach (var clash in own.Where(x => defaults.Any(y => y.Path == x.Path && y.Kind == x.Kind && y.Group == x.Group && y.Version == x.Version && y.Create != x.Create)))
                label.Add("fields", $"field '{label.Place}.fields': '{clash.Path}' is written by default, with another create");
            yield return new LabelEntry(label.Pairs("pairs"), [.. own, .. defaults]);
        }

        if (fields.Pairs("commonLabels") is { Count: > 0 } common)
            yield return new LabelEntry(common, [.. FieldSpecs.MetadataLabels, .. FieldSpecs.Selectors]);
    }

    private static FieldSpec Field(KustomizationFields field) =>
        new(field.RequiredText("path"), field.Flag("create"), Given(field, "kind"), Given(field, "group"), Given(field, "version"));

    private static string? Given(KustomizationFields field, string name) => field.Text(name) is { Length: > 0 } text ? text : null;
}
