using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Defaulting;
using Pipeline.Embedded.Kubernetes.Ownership;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

/// <summary>A real kube-apiserver's answers against what the pure functions make of the same requests and the object it had before.</summary>
public class RecordedOwnershipTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 22, 20, 35, 10, TimeSpan.Zero);

    [RecordedFact]
    public void Applies_that_make_objects_come_out_as_recorded() => Replay("02-apply-create", atLeast: 21);

    [RecordedFact]
    public void Applies_of_several_managers_come_out_as_recorded() => Replay("03-apply-ownership", atLeast: 7);

    [RecordedFact]
    public void Applies_of_lists_come_out_as_recorded() => Replay("04-apply-lists", atLeast: 6);

    [RecordedFact]
    public void Refused_applies_are_refused_in_the_recorded_words() => Replay("05-apply-errors", atLeast: 7);

    [RecordedFact]
    public void Dry_runs_come_out_as_recorded() => Replay("06-dry-run", atLeast: 2);

    [RecordedFact]
    public void Updates_and_patches_come_out_as_recorded() => Replay("08-update-patch-delete", atLeast: 5);

    [RecordedFact]
    public void A_rollout_s_applies_come_out_as_recorded() => Replay("09-rollout", atLeast: 2);

    [RecordedFact]
    public void A_lease_s_writes_come_out_as_recorded() => Replay("10-lease-lock", atLeast: 1);

    [RecordedFact]
    public void A_definition_s_apply_comes_out_as_recorded() => Replay("11-custom-resource", atLeast: 1);

    private static void Replay(string scenario, int atLeast)
    {
        var stored = new Dictionary<string, JsonObject>();
        foreach (var exchange in Recording.Read("02-apply-create"))
            stored[exchange.ObjectPath] = (JsonObject)exchange.Received!;
        if (scenario == "02-apply-create")
            stored.Clear();
        if (scenario == "06-dry-run")
            Remember(stored, Recording.Read("05-apply-errors"));
        var checkedCount = 0;
        var differences = new List<string>();
        foreach (var exchange in Recording.Read(scenario))
        {
            // A kind that has no built-in schema, or a refusal that isn't these functions', is the server's to answer.
            var live = stored.GetValueOrDefault(exchange.ObjectPath);
            if (exchange.Method is "PATCH" or "PUT" or "POST" && Answer(exchange, live) is { } actual)
            {
                checkedCount++;
                differences.AddRange(Difference.Between(Comparable(exchange.Received!), Comparable(actual)).Select(difference => $"{exchange.Method} {exchange.Path} ({exchange.Status}): {difference}"));
            }
            Remember(stored, [exchange]);
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(checkedCount >= atLeast, $"Only {checkedCount} exchanges were compared.");
    }

    private static void Remember(Dictionary<string, JsonObject> stored, IEnumerable<Recording> exchanges)
    {
        foreach (var exchange in exchanges)
        {
            if (exchange.Status < 300 && exchange.Received is JsonObject { } body && body["kind"]!.GetValue<string>() is not ("Status" or "Scale") && body["items"] is null && exchange.Query("dryRun") is null)
                stored[exchange.Method == "POST" ? $"{exchange.ObjectPath}/{body["metadata"]!["name"]}" : exchange.ObjectPath] = body;
        }
    }

    private static JsonObject? Answer(Recording exchange, JsonObject? live)
    {
        if (exchange.Path.Contains("/scale", StringComparison.Ordinal) || exchange.Path.Contains("/status", StringComparison.Ordinal))
            return null;
        if (exchange.Status == 404 || exchange.Status is 400 || exchange.Query("fieldManager") is null && exchange.IsApply)
            return null;
        var reference = live ?? exchange.Sent as JsonObject;
        if (reference is null || SchemaCatalog.Find($"{reference["apiVersion"]}", $"{reference["kind"]}") is not { } schema)
            return null;
        try
        {
            if (exchange.IsApply)
            {
                var outcome = ServerSideApply.Apply(new()
                {
                    Schema = schema,
                    Live = live,
                    Applied = (JsonObject)exchange.Sent!,
                    Manager = exchange.Query("fieldManager")!,
                    Force = exchange.Query("force") == "true",
                    Now = _now,
                });
                if (outcome.Object is null)
                    return Conflict(outcome);
                return Finish(outcome.Object, live, exchange, schema);
            }
            // The recorded body of the lease's update isn't the one that was sent: its holder and the answer's differ.
            if (exchange.Status == 409 || (exchange.Method == "PUT" && $"{live!["kind"]}" == "Lease"))
                return null;
            var updated = exchange.ContentType switch
            {
                "application/json-patch+json" => JsonPatch.Apply(live!, exchange.Sent!, schema),
                "application/merge-patch+json" => MergePatch.Apply(live!, exchange.Sent!, schema),
                "application/strategic-merge-patch+json" => StrategicMergePatch.Apply(live!, exchange.Sent!, schema),
                _ => (JsonObject)exchange.Sent!.DeepClone(),
            };
            Defaults.Apply(updated);
            UpdateOwnership.Track(new() { Schema = schema, Live = live, Updated = updated, Manager = "Python-urllib", Now = _now });
            return Finish(updated, live, exchange, schema);
        }
        catch (PatchException refusal)
        {
            return Status(refusal.Message, refusal.Code, refusal.Reason, refusal.Code == 422 ? [] : null);
        }
    }

    /// <summary>What the server itself does once the object is known: identity, validation, preparation.</summary>
    private static JsonObject Finish(JsonObject value, JsonObject? live, Recording exchange, TypeSchema schema)
    {
        var causes = ObjectValidation.Validate(value, live, schema);
        if (causes.Count > 0)
        {
            var (group, kind, name) = ($"{value["apiVersion"]}".Split('/') is [var first, _] ? first : "", $"{value["kind"]}", $"{value["metadata"]!["name"]}");
            return Status($"{kind}{(group.Length > 0 ? "." : "")}{group} \"{name}\" is invalid: {FieldCause.Describe(causes)}", 422, "Invalid", new JsonObject
            {
                ["name"] = name,
                ["group"] = group,
                ["kind"] = kind,
                ["causes"] = new JsonArray([.. causes.Select(cause => new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message, ["field"] = cause.Field })]),
            });
        }
        if (live is null)
        {
            value["metadata"]!["uid"] = exchange.Received!["metadata"]?["uid"]?.DeepClone();
            Preparation.ForCreate(value);
        }
        return value;
    }

    private static JsonObject Conflict(ApplyOutcome outcome) => Status(outcome.ConflictMessage, 409, "Conflict", new JsonObject
    {
        ["causes"] = new JsonArray([.. outcome.Conflicts.Select(conflict => new JsonObject { ["reason"] = "FieldManagerConflict", ["message"] = conflict.Message, ["field"] = conflict.Field })]),
    });

    private static JsonObject Status(string message, int code, string? reason, JsonObject? details)
    {
        var status = new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = message, ["code"] = code };
        if (reason is not null)
            status["reason"] = reason;
        if (details is not null)
            status["details"] = details;
        return status;
    }

    /// <summary>An answer without what another part of the server gives (identity, addresses) and without what controllers did in between.</summary>
    private static JsonNode Comparable(JsonNode answer)
    {
        var copy = answer.DeepClone();
        if (copy["metadata"] is not JsonObject metadata)
            return copy;
        foreach (var name in (string[])["uid", "resourceVersion", "creationTimestamp", "generation", "namespace"])
            metadata.Remove(name);
        (metadata["annotations"] as JsonObject)?.Remove("deployment.kubernetes.io/revision");
        if (metadata["annotations"] is JsonObject { Count: 0 })
            metadata.Remove("annotations");
        if ($"{copy["kind"]}" is "Deployment" or "ReplicaSet")
            (copy as JsonObject)!.Remove("status");
        foreach (var name in (string[])["clusterIP", "clusterIPs"])
            (copy["spec"] as JsonObject)?.Remove(name);
        if (metadata["managedFields"] is JsonArray entries)
        {
            metadata["managedFields"] = new JsonArray([.. entries.OfType<JsonObject>().Where(entry => $"{entry["manager"]}" != "kube-controller-manager").Select(entry => entry.DeepClone())]);
            foreach (var entry in metadata["managedFields"]!.AsArray())
                entry!.AsObject().Remove("time");
        }
        return copy;
    }
}
