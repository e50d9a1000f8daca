using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>What the API offers, in the form that every client knows: a document for each group and each of its versions.</summary>
internal static class DiscoveryDocuments
{
    public static JsonObject Version(string platform) => new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = "v1.36.0+embedded",
        ["gitCommit"] = "embedded",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "dotnet",
        ["platform"] = platform,
    };

    /// <summary><c>/api</c>.</summary>
    public static JsonObject CoreVersions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = address }),
    };

    /// <summary><c>/apis</c>.</summary>
    public static JsonObject Groups(IReadOnlyList<ResourceType> types) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. types.Where(x => x.Group.Length > 0).GroupBy(x => x.Group).Select(x => (JsonNode)GroupOf(x.Key, x))]),
    };

    /// <summary><c>/apis/GROUP</c>; none where there is no such group.</summary>
    public static JsonObject? Group(IReadOnlyList<ResourceType> types, string group)
    {
        var own = types.Where(x => x.Group == group).ToList();
        if (own.Count == 0 || group.Length == 0)
            return null;
        var document = new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (name, value) in GroupOf(group, own).ToList())
            document[name] = value?.DeepClone();
        return document;
    }

    /// <summary><c>/api/v1</c>, <c>/apis/GROUP/VERSION</c>; none where there is no such version.</summary>
    public static JsonObject? Resources(IReadOnlyList<ResourceType> types, string group, string version)
    {
        var own = types.Where(x => x.Group == group && x.Version == version).OrderBy(x => x.Plural, StringComparer.Ordinal).ToList();
        if (own.Count == 0)
            return null;
        var document = new JsonObject { ["kind"] = "APIResourceList" };
        if (group.Length > 0)
            document["apiVersion"] = "v1";
        document["groupVersion"] = own[0].ApiVersion;
        document["resources"] = new JsonArray([.. own.SelectMany(x => x.Subresources.Select(sub => Entry(x, sub)).Prepend(Entry(x))).Select(x => (JsonNode)x)]);
        return document;
    }

    /// <summary>The versions of a group, the preferred one first: releases before betas before alphas, the newest first.</summary>
    public static IEnumerable<string> VersionsOf(IEnumerable<ResourceType> group) => group.Select(x => x.Version).Distinct().OrderBy(ApiVersionOrder.Of);

    private static JsonObject GroupOf(string group, IEnumerable<ResourceType> types)
    {
        var versions = VersionsOf(types).Select(x => new JsonObject { ["groupVersion"] = $"{group}/{x}", ["version"] = x }).ToList();
        return new JsonObject
        {
            ["name"] = group,
            ["versions"] = new JsonArray([.. versions.Select(x => (JsonNode)x)]),
            ["preferredVersion"] = versions[0].DeepClone(),
        };
    }

    private static JsonObject Entry(ResourceType type)
    {
        var entry = new JsonObject
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.IsNamespaced,
            ["kind"] = type.Kind,
            ["verbs"] = Strings(type.Verbs),
        };
        if (type.ShortNames.Count > 0)
            entry["shortNames"] = Strings(type.ShortNames);
        if (type.Categories.Count > 0)
            entry["categories"] = Strings(type.Categories);
        if (!type.IsReview)
            entry["storageVersionHash"] = StorageHash(type);
        return entry;
    }

    private static JsonObject Entry(ResourceType type, Subresource sub)
    {
        var entry = new JsonObject { ["name"] = $"{type.Plural}/{sub.Name}", ["singularName"] = "", ["namespaced"] = type.IsNamespaced };
        if (sub.Group is not null)
        {
            entry["group"] = sub.Group;
            entry["version"] = sub.Version;
        }

        entry["kind"] = sub.Kind;
        entry["verbs"] = Strings(sub.Verbs);
        return entry;
    }

    private static string StorageHash(ResourceType type) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{type.Group}/{type.StorageVersion ?? type.Version}/{type.Kind}"))[..8]);

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(x => (JsonNode)x)]);
}
