using System.Text.Json.Nodes;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Admitting;
using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Ownership;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The writes of the API, by the same rules for clients and controllers. Each takes over the JSON that it is given.</summary>
internal sealed class ObjectApi(ObjectStore store, WritePipeline pipeline, TimeProvider time)
{
    // A patch is tried anew when another write comes between; as often as nobody can meet by chance.
    private const int Attempts = 100;

    public StoredObject Get(ObjectTarget target) =>
        store.Find(target.Type.StorageKey, target.NamespaceName, target.Name) ?? throw Refusals.NotFound(target.Type, target.Name);

    public WriteOutcome Create(ResourceType type, string? namespaceName, JsonObject value, WriteOptions options)
    {
        CheckType(type, value);
        var name = ObjectMetadata.Begin(value, type, namespaceName, time.GetUtcNow());
        return new WriteOutcome(pipeline.Insert(new ObjectTarget(type, namespaceName, name), value, options, isApply: false), IsNew: true);
    }

    public WriteOutcome Replace(ObjectTarget target, JsonObject value, WriteOptions options)
    {
        CheckType(target.Type, value);
        CheckName(target, value);
        var version = ObjectMetadata.Text(ObjectMetadata.Of(value), "resourceVersion") ?? "";
        return Retry(target, () =>
        {
            if (store.Find(target.Type.StorageKey, target.NamespaceName, target.Name) is not { } old)
            {
                if (!target.Type.IsCreatedByUpdate || target.Subresource is not null)
                    throw Refusals.NotFound(target.Type, target.Name);
                ObjectMetadata.Of(value)["name"] = target.Name;
                ObjectMetadata.Of(value).Remove("resourceVersion");
                return Create(target.Type, target.NamespaceName, value, options);
            }

            if (version is "" or "0")
            {
                if (!target.Type.AllowsUnconditionalUpdate)
                    throw Refusals.Invalid(target.Type, target.Name, new Validating.FieldCause("FieldValueInvalid", "Invalid value: 0: must be specified for an update", "metadata.resourceVersion"));
            }
            else if (version != ObjectJson.Version(old.Version))
            {
                throw Refusals.Modified(target.Type, target.Name);
            }

            return Written(pipeline.Change(target, old, (JsonObject)value.DeepClone(), options, isApply: false));
        });
    }

    /// <summary>A JSON, merge or strategic merge patch. <paramref name="patch"/>: makes the patched object of the one that it is given, which it doesn't change.</summary>
    public WriteOutcome Patch(ObjectTarget target, Func<JsonObject, JsonObject> patch, WriteOptions options) => Retry(target, () =>
    {
        var old = Get(target);
        var patched = Guarded(() => patch(Conversion.ToServed(target.Type, old.Value)));
        CheckType(target.Type, patched);
        CheckName(target, patched);
        if (ObjectMetadata.Text(ObjectMetadata.Of(patched), "resourceVersion") is { Length: > 0 } version && version != ObjectJson.Version(old.Version))
            throw Refusals.Modified(target.Type, target.Name);
        return Written(pipeline.Change(target, old, patched, options, isApply: false));
    });

    /// <summary>Server-side apply.</summary>
    public WriteOutcome Apply(ObjectTarget target, JsonObject applied, WriteOptions options)
    {
        if ((string?)applied["apiVersion"] != target.Type.ApiVersion || (string?)applied["kind"] != target.Type.Kind)
            throw Refusals.BadRequest($"invalid object type: {(string?)applied["apiVersion"]}, Kind={(string?)applied["kind"]}");
        var metadata = ObjectMetadata.Of(applied);
        if (metadata["managedFields"] is JsonArray { Count: > 0 })
            throw Refusals.BadRequest("metadata.managedFields must be nil");
        CheckName(target, applied);
        metadata["name"] = target.Name;
        AppliedFields.Reset(target, applied);
        var version = ObjectMetadata.Text(metadata, "resourceVersion") ?? "";
        var uid = ObjectMetadata.Text(metadata, "uid") ?? "";
        return Retry(target, () =>
        {
            var old = store.Find(target.Type.StorageKey, target.NamespaceName, target.Name);
            if (old is null && target.Subresource is not null)
                throw Refusals.NotFound(target.Type, target.Name);
            if (version is not ("" or "0") && version != ObjectJson.Version(old?.Version ?? 0))
                throw Refusals.Modified(target.Type, target.Name);
            if (old is null && uid.Length > 0)
                throw Refusals.Conflict(target.Type.Group, target.Type.Plural, target.Name, $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
            var merged = Merge(target, old, applied, options);
            if (old is not null)
                return Written(pipeline.Change(target, old, merged, options, isApply: true));
            ObjectMetadata.Begin(merged, target.Type, target.NamespaceName, time.GetUtcNow());
            try
            {
                return new WriteOutcome(pipeline.Insert(target, merged, options, isApply: true), IsNew: true);
            }
            catch (ApiRefusal refusal) when (refusal.Status.Reason == "AlreadyExists")
            {
                return null;
            }
        });
    }

    private static WriteOutcome? Written(StoredObject? value) => value is null ? null : new WriteOutcome(value);

    private static T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (PatchException exception)
        {
            throw Refusals.From(exception);
        }
    }

    private static WriteOutcome Retry(ObjectTarget target, Func<WriteOutcome?> attempt)
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (attempt() is { } outcome)
                return outcome;
        }

        throw Refusals.Modified(target.Type, target.Name);
    }

    private static void CheckName(ObjectTarget target, JsonObject value)
    {
        var name = ObjectMetadata.Text(ObjectMetadata.Of(value), "name") ?? "";
        if (name.Length > 0 && name != target.Name)
            throw Refusals.BadRequest($"the name of the object ({name}) does not match the name on the URL ({target.Name})");
    }

    private static void CheckType(ResourceType type, JsonObject value)
    {
        var apiVersion = ObjectMetadata.Text(value, "apiVersion") ?? "";
        var kind = ObjectMetadata.Text(value, "kind") ?? "";
        if (type.IsCustom && kind.Length == 0)
            throw Refusals.BadRequest("Object 'Kind' is missing");
        if (apiVersion.Length > 0 && apiVersion != type.ApiVersion)
            throw Refusals.BadRequest($"the API version in the data ({apiVersion}) does not match the expected API version ({type.ApiVersion})");
        if (kind.Length > 0 && kind != type.Kind)
            throw Refusals.BadRequest($"{kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: converting ({type.ApiVersion}, Kind={kind}) to ({type.ApiVersion}, Kind={type.Kind}): unknown conversion");
        value["apiVersion"] = type.ApiVersion;
        value["kind"] = type.Kind;
    }

    private JsonObject Merge(ObjectTarget target, StoredObject? old, JsonObject applied, WriteOptions options)
    {
        var outcome = Guarded(() => ServerSideApply.Apply(new ApplyRequest
        {
            Schema = target.Type.Schema,
            Live = old is null ? null : Conversion.ToServed(target.Type, old.Value),
            Applied = applied,
            Manager = options.Manager,
            Subresource = target.Subresource,
            Force = options.IsForced,
            Now = time.GetUtcNow(),
        }));
        if (outcome.Conflicts.Count > 0)
            throw Refusals.ApplyConflict(outcome.ConflictMessage, outcome.Conflicts.Select(x => new V1StatusCause { Reason = "FieldManagerConflict", Message = x.Message, Field = x.Field }));
        return outcome.Object!;
    }
}
