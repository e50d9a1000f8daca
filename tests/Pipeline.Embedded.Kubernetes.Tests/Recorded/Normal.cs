using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>An answer with the values that no two servers share (uids, times, versions, addresses) put as what they are.</summary>
internal static partial class Normal
{
    /// <summary>An answer without what controllers write, which depends on the moment.</summary>
    public static JsonNode? WithoutControllers(JsonNode? value)
    {
        var result = Of(value);
        foreach (var item in result is JsonObject list && list["items"] is JsonArray items ? items.OfType<JsonObject>() : [result as JsonObject ?? []])
            Strip(item, $"{(result as JsonObject)?["kind"]}".Replace("List", "", StringComparison.Ordinal));
        return result;
    }

    private static void Strip(JsonObject value, string kind)
    {
        if (value["metadata"] is not JsonObject metadata || kind is not ("Deployment" or "ReplicaSet" or "HorizontalPodAutoscaler" or "PodDisruptionBudget" or "Pod" or "PersistentVolumeClaim" or "Scale"))
            return;
        value.Remove("status");
        if (metadata["annotations"] is JsonObject annotations && annotations.Remove("deployment.kubernetes.io/revision") && annotations.Count == 0)
            metadata.Remove("annotations");
        if (metadata["managedFields"] is JsonArray managers)
            metadata["managedFields"] = new JsonArray([.. managers.Where(x => (string?)x!["manager"] != "kube-controller-manager").Select(x => x!.DeepClone())]);
    }

    public static JsonNode? Of(JsonNode? value) => value switch
    {
        JsonObject fields => Object(fields),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        JsonValue text when text.TryGetValue<string>(out var found) => Text(found),
        null => null,
        _ => value.DeepClone(),
    };

    private static JsonObject Object(JsonObject fields)
    {
        var result = new JsonObject();
        foreach (var (name, member) in fields)
        {
            result[Text(name)] = name is "resourceVersion" or "continue" && member is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
                ? $"<{name}>"
                : name == "managedFields" && member is JsonArray managers ? Sorted(managers) : Of(member);
        }

        return result;
    }

    // The server sorts them by time, which has whole seconds.
    private static JsonArray Sorted(JsonArray managers) =>
        new([.. managers.Select(Of).OrderBy(x => $"{x!["operation"]} {x["manager"]} {x["subresource"]}", StringComparer.Ordinal)]);

    private static string Text(string text)
    {
        text = Uid().Replace(text, "<uid>");
        text = Time().Replace(text, "<time>");
        text = TemplateHash().Replace(text, "$1-<hash>");
        text = OnlyHash().Replace(text, "<hash>");
        return Address().Replace(text, "<address>");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    // Not those of the requests: they have years of their own.
    [GeneratedRegex(@"2026-1[12]-\d\dT\d\d:\d\d:\d\dZ|202[7-9]-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(web|lists|roll)-[0-9a-f]{8,10}(-[a-z0-9]{5})?")]
    private static partial Regex TemplateHash();

    [GeneratedRegex(@"^[0-9a-f]{8,10}$")]
    private static partial Regex OnlyHash();

    [GeneratedRegex(@"^10\.96\.\d+\.\d+$|^\d+\.\d+\.\d+\.\d+:\d+$")]
    private static partial Regex Address();
}
