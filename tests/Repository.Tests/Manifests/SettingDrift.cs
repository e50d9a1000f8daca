using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Repository.Tests.Manifests;

/// <summary>Holds the variables of a container against the settings of the program that runs in it, both ways.</summary>
internal static class SettingDrift
{
    public static IEnumerable<string> Find(IReadOnlyList<ServiceSetting> settings, IReadOnlyList<ManifestObject> objects, string container, IReadOnlyDictionary<string, string> leftToDefaults)
    {
        List<Variable> variables = [.. Variables(objects, container)];
        var known = settings.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in variables.Select(x => x.Name).Where(x => !known.Contains(x) && !x.StartsWith("DOTNET_", StringComparison.Ordinal)))
            yield return $"{name} is set, and is no setting of the service.";
        foreach (var twice in variables.GroupBy(x => x.Name).Where(x => x.Count() > 1))
            yield return $"{twice.Key} is set more than once.";
        foreach (var setting in settings)
        {
            var set = variables.Find(x => x.Name == setting.Name);
            if (set is null && setting.IsRequired)
                yield return $"{setting.Name} is required, and isn't set.";
            else if (set is null && !leftToDefaults.ContainsKey(setting.Name))
                yield return $"{setting.Name} is neither set nor listed as left to its default.";
            else if (set is not null && leftToDefaults.ContainsKey(setting.Name))
                yield return $"{setting.Name} is set, and listed as left to its default.";
            if (set is { IsFromSecret: false } && setting.IsSecret)
                yield return $"{setting.Name} is a secret, and its value doesn't come from a Secret.";
        }

        foreach (var name in leftToDefaults.Keys.Where(x => !known.Contains(x)))
            yield return $"{name} is listed as left to its default, and is no setting.";
    }

    private static IEnumerable<Variable> Variables(IReadOnlyList<ManifestObject> objects, string container)
    {
        var found = objects.Where(x => x.Kind == "Deployment").SelectMany(x => Items(x.Body["spec"]?["template"]?["spec"]?["containers"])).Single(x => (string?)x["name"] == container);
        foreach (var variable in Items(found["env"]))
            yield return new((string)variable["name"]!, variable["valueFrom"]?["secretKeyRef"] is not null);
        foreach (var name in Items(found["envFrom"]).Select(x => (string?)x["configMapRef"]?["name"]).OfType<string>())
        {
            foreach (var (key, _) in objects.Single(x => x.Kind == "ConfigMap" && x.Name == name).Body["data"]!.AsObject())
                yield return new(key, IsFromSecret: false);
        }
    }

    private static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();

    private sealed record Variable(string Name, bool IsFromSecret);
}
