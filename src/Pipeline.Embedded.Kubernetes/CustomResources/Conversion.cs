using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;

namespace Pipeline.Embedded.Kubernetes.CustomResources;

/// <summary>An object in another version of its kind: custom kinds change no more than <c>apiVersion</c> (conversion strategy None), events some names.</summary>
internal static class Conversion
{
    private static readonly (string Core, string Events)[] s_eventNames =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"), ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ];

    public static bool IsStoredAs(ResourceType type, JsonObject stored) => (string?)stored["apiVersion"] == type.ApiVersion;

    /// <summary>The stored object in a served version: itself where it is stored so, a copy otherwise.</summary>
    public static JsonObject ToServed(ResourceType type, JsonObject stored) => IsStoredAs(type, stored) ? stored : Convert((JsonObject)stored.DeepClone(), type.ApiVersion, isToEvents: true);

    /// <summary>An object of a request, changed to the version that is stored.</summary>
    public static JsonObject ToStored(ResourceType type, JsonObject value)
    {
        var version = type switch
        {
            { StorageVersion: { } storage } => $"{type.Group}/{storage}",
            { Kind: "Event" } => "v1",
            _ => type.ApiVersion,
        };
        return IsStored(value, version) ? value : Convert(value, version, isToEvents: false);
    }

    private static bool IsStored(JsonObject value, string version) => (string?)value["apiVersion"] == version;

    private static JsonObject Convert(JsonObject value, string apiVersion, bool isToEvents)
    {
        value["apiVersion"] = apiVersion;
        if ((string?)value["kind"] != "Event")
            return value;
        foreach (var (core, events) in s_eventNames)
        {
            var (from, to) = isToEvents ? (core, events) : (events, core);
            if (value.Remove(from, out var member))
                value[to] = member;
        }

        return value;
    }
}
