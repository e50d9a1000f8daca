using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Secrets.Tests.Vault;

/// <summary>The KV engine, version 2: data, metadata, listing, check-and-set, deleted and destroyed versions.</summary>
internal sealed class FakeKv
{
    private readonly Dictionary<string, List<Version>> _secrets = [];

    /// <summary>Whether every write has to name the current version.</summary>
    public bool IsCasRequired { get; set; }

    /// <summary>Called before each write is judged: another writer.</summary>
    public Action? BeforeWrite { get; set; }

    public (int, JsonNode?) Answer(string method, string path, IQueryCollection query, JsonNode? body, DateTimeOffset now)
    {
        if (path.StartsWith("metadata/", StringComparison.Ordinal) && query["list"] == "true")
            return List(path["metadata/".Length..]);
        return (method, path.Split('/')[0]) switch
        {
            ("GET", "data") => Read(path["data/".Length..], query["version"].FirstOrDefault()),
            ("POST" or "PUT", "data") => Write(path["data/".Length..], body!, now),
            ("GET", "metadata") => Describe(path["metadata/".Length..]),
            ("DELETE", "metadata") => Delete(path["metadata/".Length..]),
            _ => FakeVault.Errors(405, "unsupported operation"),
        };
    }

    /// <summary>Writes as another client does.</summary>
    public void Set(string path, JsonObject data, DateTimeOffset now) => Versions(path).Add(new Version(Versions(path).Count + 1, data, now));

    /// <summary>Deletes the newest version only, as <c>vault kv delete</c> does.</summary>
    public void DeleteLatest(string path, DateTimeOffset now) => Versions(path)[^1] = Versions(path)[^1] with { Data = null, Deleted = now };

    private (int, JsonNode?) Read(string path, string? version)
    {
        if (!_secrets.TryGetValue(path, out var versions))
            return FakeVault.Errors(404);
        var found = version is null ? versions[^1] : versions.FirstOrDefault(x => x.Number.ToString(CultureInfo.InvariantCulture) == version);
        if (found is null)
            return FakeVault.Errors(404);
        var data = new JsonObject { ["data"] = found.Data?.DeepClone(), ["metadata"] = found.Metadata() };
        return (found.Data is null ? 404 : 200, new JsonObject { ["request_id"] = Guid.NewGuid().ToString(), ["data"] = data });
    }

    private (int, JsonNode?) Describe(string path)
    {
        if (!_secrets.TryGetValue(path, out var versions))
            return FakeVault.Errors(404);
        var all = new JsonObject(versions.Select(x => KeyValuePair.Create(x.Number.ToString(CultureInfo.InvariantCulture), (JsonNode?)x.Metadata())));
        return (200, new JsonObject { ["data"] = new JsonObject { ["current_version"] = versions[^1].Number, ["oldest_version"] = 0, ["versions"] = all } });
    }

    private (int, JsonNode?) Write(string path, JsonNode body, DateTimeOffset now)
    {
        BeforeWrite?.Invoke();
        var current = _secrets.TryGetValue(path, out var versions) ? versions[^1].Number : 0;
        if (body["options"]?["cas"] is { } cas ? (int)cas != current : IsCasRequired)
            return FakeVault.Errors(400, body["options"]?["cas"] is null ? "check-and-set parameter required for this call" : "check-and-set parameter did not match the current version");
        Set(path, (JsonObject)body["data"]!.DeepClone(), now);
        return (200, new JsonObject { ["data"] = _secrets[path][^1].Metadata() });
    }

    private (int, JsonNode?) Delete(string path)
    {
        _secrets.Remove(path);
        return (204, null);
    }

    private (int, JsonNode?) List(string folder)
    {
        var keys = _secrets.Keys.Where(x => x.StartsWith(folder, StringComparison.Ordinal)).Select(x => x[folder.Length..])
            .Select(x => x.Contains('/', StringComparison.Ordinal) ? x[..(x.IndexOf('/', StringComparison.Ordinal) + 1)] : x)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return keys.Count == 0 ? FakeVault.Errors(404) : (200, new JsonObject { ["data"] = new JsonObject { ["keys"] = JsonSerializer.SerializeToNode(keys) } });
    }

    private List<Version> Versions(string path) => _secrets.TryGetValue(path, out var versions) ? versions : _secrets[path] = [];

    private sealed record Version(int Number, JsonObject? Data, DateTimeOffset Created, DateTimeOffset? Deleted = null)
    {
        public JsonObject Metadata() => new()
        {
            ["created_time"] = Created.ToString("O", CultureInfo.InvariantCulture),
            ["custom_metadata"] = null,
            ["deletion_time"] = Deleted?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            ["destroyed"] = false,
            ["version"] = Number,
        };
    }
}
