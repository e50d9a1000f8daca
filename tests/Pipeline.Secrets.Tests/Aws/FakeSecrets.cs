using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Secrets.Tests.Aws;

/// <summary>The secrets of the fake, with versions and staging labels.</summary>
internal sealed class FakeSecrets
{
    private readonly Dictionary<string, Secret> _secrets = [];

    /// <summary>Called before labels are moved: another writer.</summary>
    public Action? BeforeMove { get; set; }

    /// <summary>The service deletes by and by.</summary>
    public bool IsSlowToDelete { get; set; }

    public static JsonObject Error(string type, string message) => new() { ["__type"] = $"com.amazonaws.secretsmanager#{type}", ["Message"] = message };

    public IReadOnlyDictionary<string, string> Labels(string name) => _secrets[name].Labels;

    public void Put(string name, string value, DateTimeOffset now) => Write(_secrets[name], Guid.NewGuid().ToString(), value, null, ["AWSCURRENT"], now);

    /// <summary>A secret without a value, as infrastructure tools make it.</summary>
    public void Declare(string name) => _secrets[name] = new Secret();

    public void PutBinary(string name, DateTimeOffset now)
    {
        Declare(name);
        Write(_secrets[name], Guid.NewGuid().ToString(), null, "AAEC", ["AWSCURRENT"], now);
    }

    public JsonObject Answer(string action, JsonObject request, DateTimeOffset now)
    {
        var name = (string?)request["SecretId"] ?? (string?)request["Name"] ?? "";
        if (action == "ListSecrets")
            return List(request);
        if (action == "CreateSecret")
            return Create(name, request, now);
        if (!_secrets.TryGetValue(name, out var secret))
            return NotFound("Secrets Manager can't find the specified secret.");
        if (action == "RestoreSecret")
        {
            secret.IsDeleted = false;
            return Named(name);
        }

        if (action == "DescribeSecret")
            return Describe(name, secret, now);
        if (secret.IsDeleted)
            return Error("InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.");
        return action switch
        {
            "GetSecretValue" => Get(name, secret, request),
            "PutSecretValue" => Write(secret, (string)request["ClientRequestToken"]!, (string?)request["SecretString"], null, request["VersionStages"]?.AsArray().Select(x => (string)x!) ?? ["AWSCURRENT"], now),
            "UpdateSecretVersionStage" => Move(name, secret, request),
            "DeleteSecret" => Delete(name, secret, request),
            _ => Error("UnknownOperationException", action),
        };
    }

    private JsonObject Create(string name, JsonObject request, DateTimeOffset now)
    {
        var token = (string)request["ClientRequestToken"]!;
        if (_secrets.TryGetValue(name, out var existing))
        {
            if (existing.IsDeleted)
                return Error("InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion.");
            return existing.Versions.TryGetValue(token, out var version) && version.Text == (string?)request["SecretString"]
                ? Written(name, token)
                : Error("ResourceExistsException", $"The operation failed because the secret {name} already exists.");
        }

        Declare(name);
        Write(_secrets[name], token, (string?)request["SecretString"], null, ["AWSCURRENT"], now);
        return Written(name, token);
    }

    private static JsonObject Get(string name, Secret secret, JsonObject request)
    {
        var id = (string?)request["VersionId"] ?? secret.Labels.GetValueOrDefault((string?)request["VersionStage"] ?? "AWSCURRENT");
        if (id is null || !secret.Versions.TryGetValue(id, out var version))
            return NotFound("Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
        var answer = new JsonObject { ["Name"] = name, ["VersionId"] = id, ["CreatedDate"] = version.Created.ToUnixTimeMilliseconds() / 1000.0 };
        answer[version.Text is null ? "SecretBinary" : "SecretString"] = version.Text ?? version.Binary;
        return answer;
    }

    private static JsonObject Describe(string name, Secret secret, DateTimeOffset now)
    {
        // Versions without a label aren't listed.
        var stages = new JsonObject(secret.Labels.GroupBy(x => x.Value).Select(x => KeyValuePair.Create(x.Key, JsonSerializer.SerializeToNode(x.Select(label => label.Key)))));
        var answer = new JsonObject { ["Name"] = name, ["VersionIdsToStages"] = stages };
        if (secret.IsDeleted)
            answer["DeletedDate"] = now.ToUnixTimeMilliseconds() / 1000.0;
        return answer;
    }

    private static JsonObject Write(Secret secret, string token, string? text, string? binary, IEnumerable<string> labels, DateTimeOffset now)
    {
        if (token.Length is < 32 or > 64 || text?.Length > 65_536)
            return Error("InvalidParameterException", $"1 validation error detected: Value '{text}' failed to satisfy constraint");
        if (secret.Versions.TryGetValue(token, out var existing) && existing.Text != text)
            return Error("ResourceExistsException", "You can't use ClientRequestToken because that value is already in use for a version");
        secret.Versions[token] = new Version(text, binary, now);
        foreach (var label in labels)
            Label(secret, label, token);
        return Written("", token);
    }

    private JsonObject Move(string name, Secret secret, JsonObject request)
    {
        BeforeMove?.Invoke();
        var label = (string)request["VersionStage"]!;
        var (from, to) = ((string?)request["RemoveFromVersionId"], (string?)request["MoveToVersionId"]);
        var at = secret.Labels.GetValueOrDefault(label);
        if (at is not null && at != from)
            return Error("InvalidParameterException", $"The parameter RemoveFromVersionId must be the version that the staging label {label} is attached to");
        if (to is null)
            secret.Labels.Remove(label);
        else if (!secret.Versions.ContainsKey(to))
            return NotFound("Secrets Manager can't find the specified secret version.");
        else
            Label(secret, label, to);
        return Named(name);
    }

    // AWSPREVIOUS follows AWSCURRENT by itself.
    private static void Label(Secret secret, string label, string id)
    {
        if (label == "AWSCURRENT" && secret.Labels.TryGetValue(label, out var previous) && previous != id)
            secret.Labels["AWSPREVIOUS"] = previous;
        secret.Labels[label] = id;
    }

    private JsonObject Delete(string name, Secret secret, JsonObject request)
    {
        var isForced = (bool?)request["ForceDeleteWithoutRecovery"] == true;
        if (isForced == request.ContainsKey("RecoveryWindowInDays"))
            return Error("InvalidParameterException", "You can't use ForceDeleteWithoutRecovery with RecoveryWindowInDays");
        if (isForced && !IsSlowToDelete)
            _secrets.Remove(name);
        else
            secret.IsDeleted = true;
        return Named(name);
    }

    private JsonObject List(JsonObject request)
    {
        var prefix = (string?)request["Filters"]?[0]?["Values"]?[0] ?? "";
        var after = (string?)request["NextToken"];
        var size = Math.Min((int?)request["MaxResults"] ?? 100, 100);
        var all = _secrets.Where(x => !x.Value.IsDeleted && x.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(x => x.Key).Order(StringComparer.Ordinal)
            .Where(x => after is null || string.CompareOrdinal(x, after) > 0).Take(size + 1).ToList();
        var answer = new JsonObject { ["SecretList"] = JsonSerializer.SerializeToNode(all.Take(size).Select(x => new { Name = x })) };
        if (all.Count > size)
            answer["NextToken"] = all[size - 1];
        return answer;
    }

    private static JsonObject NotFound(string message) => Error("ResourceNotFoundException", message);

    private static JsonObject Named(string name) => new() { ["Name"] = name };

    private static JsonObject Written(string name, string token) => new() { ["Name"] = name, ["VersionId"] = token };

    private sealed class Secret
    {
        public Dictionary<string, Version> Versions { get; } = [];

        public Dictionary<string, string> Labels { get; } = [];

        public bool IsDeleted { get; set; }
    }

    private sealed record Version(string? Text, string? Binary, DateTimeOffset Created);
}
