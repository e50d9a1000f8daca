using Pipeline.Kubernetes.Rendering.Patching;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>Reads <c>patches</c> and <c>patchesJson6902</c>.</summary>
internal static class PatchFields
{
    private static readonly string[] Selector = ["group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector"];

    public static IEnumerable<PatchEntry> Patches(KustomizationFields fields, string source)
    {
        foreach (var patch in fields.Items("patches", ["path", "patch", "target", "options"]))
        {
            var target = patch.Item("target", Selector);
            var options = patch.Item("options", ["allowNameChange", "allowKindChange"]);
            yield return Entry(patch, source) with
            {
                Target = target is null ? null : Target(target),
                AllowNameChange = options?.Flag("allowNameChange") == true,
                AllowKindChange = options?.Flag("allowKindChange") == true,
            };
        }
    }

    public static IEnumerable<PatchEntry> JsonPatches(KustomizationFields fields, string source)
    {
        foreach (var patch in fields.Items("patchesJson6902", ["path", "patch", "target"]))
        {
            var target = patch.Item("target", Selector);
            if (target is null)
                patch.Add("target", $"field '{patch.Place}.target' is missing");
            yield return Entry(patch, source) with { Target = target is null ? null : Target(target) };
        }
    }

    private static ResourceSelector Target(KustomizationFields target) => new()
    {
        Group = target.Expression("group"),
        Version = target.Expression("version"),
        Kind = target.Expression("kind"),
        Name = target.Expression("name"),
        Namespace = target.Expression("namespace"),
        Labels = target.Selector("labelSelector"),
        Annotations = target.Selector("annotationSelector"),
    };

    private static PatchEntry Entry(KustomizationFields patch, string source)
    {
        var (path, text) = (patch.Text("path"), patch.Text("patch")?.Trim());
        if (string.IsNullOrEmpty(path) == string.IsNullOrEmpty(text))
            patch.Add(patch.Has("path") ? "path" : "patch", $"'{patch.Place}' must have one of path and patch{(string.IsNullOrEmpty(path) ? "" : ", not both")}");
        return new PatchEntry { Source = $"{source}: {patch.Place}", Path = string.IsNullOrEmpty(path) ? null : path, Text = text };
    }
}
