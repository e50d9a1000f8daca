using System.Text.Json.Nodes;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>How a Status is written.</summary>
internal static class StatusJson
{
    public static JsonObject Of(V1Status status)
    {
        var value = new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject() };
        if (status.Metadata?.ContinueProperty is { } next)
            value["metadata"] = new JsonObject { ["continue"] = next };
        value["status"] = status.Status;
        Set(value, "message", status.Message);
        Set(value, "reason", status.Reason);
        if (status.Details is { } details)
            value["details"] = Of(details);
        if (status.Code is { } code)
            value["code"] = code;
        return value;
    }

    /// <summary>The answer to a deletion that left nothing.</summary>
    public static JsonObject Deleted(ResourceType type, StoredObject value)
    {
        var details = new JsonObject { ["name"] = value.Name };
        if (type.Group.Length > 0)
            details["group"] = type.Group;
        details["kind"] = type.Plural;
        details["uid"] = value.Uid;
        return new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details };
    }

    private static JsonObject Of(V1StatusDetails details)
    {
        var value = new JsonObject();
        Set(value, "name", details.Name);
        Set(value, "group", details.Group);
        Set(value, "kind", details.Kind);
        Set(value, "uid", details.Uid);
        if (details.Causes is { Count: > 0 } causes)
        {
            var list = new JsonArray();
            foreach (var cause in causes)
            {
                var item = new JsonObject();
                Set(item, "reason", cause.Reason);
                Set(item, "message", cause.Message);
                Set(item, "field", cause.Field);
                list.Add((JsonNode)item);
            }

            value["causes"] = list;
        }

        if (details.RetryAfterSeconds is { } seconds)
            value["retryAfterSeconds"] = seconds;
        return value;
    }

    private static void Set(JsonObject value, string name, string? text)
    {
        if (text is not null)
            value[name] = text;
    }
}
