using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The part of an object's metadata that the server alone decides.</summary>
internal static class ObjectMetadata
{
    // No vowels and no look-alikes, as in Kubernetes.
    private const string NameAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    private static readonly string[] s_ofServer = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"];

    public static JsonObject Of(JsonObject value)
    {
        if (value["metadata"] is JsonObject metadata)
            return metadata;
        metadata = [];
        value["metadata"] = metadata;
        return metadata;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The last part of a generated name.</summary>
    public static string NameSuffix() => RandomNumberGenerator.GetString(NameAlphabet, 5);

    /// <summary>Completes a new object.</summary>
    /// <returns>Its name, which may still be empty.</returns>
    public static string Begin(JsonObject value, ResourceType type, string? namespaceName, DateTimeOffset now)
    {
        var metadata = Of(value);
        CheckNamespace(metadata, type, namespaceName);
        if (Text(metadata, "resourceVersion") is { Length: > 0 } version && version != "0")
            throw Refusals.Internal("resourceVersion should not be set on objects to be created");
        var name = Text(metadata, "name") ?? "";
        if (name.Length == 0 && Text(metadata, "generateName") is { Length: > 0 } prefix)
        {
            name = prefix[..Math.Min(prefix.Length, 58)] + NameSuffix();
            metadata["name"] = name;
        }

        foreach (var key in (string[])["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion", "generation"])
            metadata.Remove(key);
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Time(now);
        if (type.HasGeneration)
            metadata["generation"] = 1;
        return name;
    }

    /// <summary>Puts back what an update may not change.</summary>
    public static void Continue(JsonObject value, JsonObject old, ObjectTarget target)
    {
        var metadata = Of(value);
        var before = Of(old);
        CheckNamespace(metadata, target.Type, target.NamespaceName);
        if (Text(metadata, "uid") is { Length: > 0 } uid && uid != Text(before, "uid"))
        {
            throw Refusals.Conflict(
                target.Type.Group,
                target.Type.Plural,
                target.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {Text(before, "uid")}");
        }

        metadata["name"] = target.Name;
        foreach (var key in s_ofServer)
            Copy(before, metadata, key);
        Copy(before, metadata, "generation");
        Copy(before, metadata, "resourceVersion");
        metadata.Remove("selfLink");
        if (metadata["managedFields"] is not JsonArray { Count: > 0 })
            Copy(before, metadata, "managedFields");
    }

    public static string? Text(JsonObject value, string name) => value[name] is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;

    /// <summary>A whole number, whichever type it was put in as; 0 where there is none.</summary>
    public static long Number(JsonObject value, string name) => value[name] switch
    {
        JsonValue number when number.TryGetValue<long>(out var found) => found,
        JsonValue number when number.TryGetValue<int>(out var found) => found,
        JsonValue number when number.TryGetValue<double>(out var found) => (long)found,
        _ => 0,
    };

    /// <summary>Names that stand in an array of strings.</summary>
    public static IReadOnlyList<string> Names(JsonObject value, string name) =>
        value[name] is JsonArray list ? [.. list.OfType<JsonValue>().Select(x => x.TryGetValue<string>(out var text) ? text : "")] : [];

    public static void Copy(JsonObject from, JsonObject to, string name)
    {
        if (from.TryGetPropertyValue(name, out var member))
            to[name] = member?.DeepClone();
        else
            to.Remove(name);
    }

    private static void CheckNamespace(JsonObject metadata, ResourceType type, string? namespaceName)
    {
        var given = Text(metadata, "namespace") ?? "";
        if (!type.IsNamespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        if (given.Length > 0 && given != namespaceName)
            throw Refusals.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        metadata["namespace"] = namespaceName;
    }
}
