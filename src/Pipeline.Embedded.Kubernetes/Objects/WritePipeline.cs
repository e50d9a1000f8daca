using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Admitting;
using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Defaulting;
using Pipeline.Embedded.Kubernetes.Ownership;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>
/// What every write goes through: defaults, managed fields, admission, validation, and the store.
/// <paramref name="admissions"/> look first; <paramref name="reservations"/> run when nobody else writes, for what must still hold when it is stored.
/// </summary>
internal sealed class WritePipeline(ObjectStore store, IReadOnlyList<IAdmission> admissions, IReadOnlyList<IAdmission> reservations, TimeProvider time)
{
    /// <summary>Stores a new object.</summary>
    public StoredObject Insert(ObjectTarget target, JsonObject value, WriteOptions options, bool isApply)
    {
        var type = target.Type;
        if (type.HasStatus && type.Kind != "Node")
            value.Remove("status");
        var request = Complete(target, value, null, options, isApply);
        value = Conversion.ToStored(type, value);
        return store.Exclusively(() =>
        {
            foreach (var reservation in reservations)
                reservation.Admit(request);
            if (store.Find(type.StorageKey, target.NamespaceName, target.Name) is not null)
                throw Refusals.AlreadyExists(type, target.Name);
            return options.IsDryRun ? Unstored(target, value, null) : store.Put(type.StorageKey, target.NamespaceName, target.Name, null, value)!;
        });
    }

    /// <summary>Stores a change of an object.</summary>
    /// <returns>The object; none where another write came between.</returns>
    public StoredObject? Change(ObjectTarget target, StoredObject old, JsonObject value, WriteOptions options, bool isApply)
    {
        var type = target.Type;
        var before = Conversion.ToServed(type, old.Value);
        value = Subresources.Separate(target, before, value);
        ObjectMetadata.Continue(value, before, target);
        var request = Complete(target, value, before, options, isApply);
        Finalizers.CheckNoneAdded(target, before, value);
        if (type.HasGeneration && !Sameness.SameWish(before, value))
            ObjectMetadata.Of(value)["generation"] = ObjectMetadata.Number(ObjectMetadata.Of(before), "generation") + 1;
        if (Sameness.Same(before, value))
            return old;
        value = Conversion.ToStored(type, value);
        return store.Exclusively(() =>
        {
            foreach (var reservation in reservations)
                reservation.Admit(request);
            if (options.IsDryRun)
                return Unstored(target, value, old);
            return Finalizers.IsReleased(value) ? store.Remove(type.StorageKey, old, value) : store.Put(type.StorageKey, target.NamespaceName, target.Name, old, value);
        });
    }

    // What the server completes after the managed fields were tracked belongs to nobody.
    private AdmissionRequest Complete(ObjectTarget target, JsonObject value, JsonObject? old, WriteOptions options, bool isApply)
    {
        Default(target, value);
        if (!isApply)
            Track(target, value, old, options);
        if (old is not null)
            Preparation.ForUpdate(value, old);
        var request = new AdmissionRequest { Type = target.Type, NamespaceName = target.NamespaceName, Name = target.Name, Value = value, Old = old, Options = options };
        if (target.Subresource is null)
        {
            foreach (var admission in admissions)
                admission.Admit(request);
        }

        if (old is null)
            Preparation.ForCreate(value);
        var causes = ObjectValidation.Validate(value, old, target.Type.Schema);
        if (causes.Count > 0)
            throw Refusals.Invalid(target.Type, target.Name, causes);
        return request;
    }

    private static void Default(ObjectTarget target, JsonObject value)
    {
        try
        {
            if (target.Type.IsCustom)
                Defaults.Apply(value, target.Type.Schema);
            else
                Defaults.Apply(value);
        }
        catch (PatchException exception)
        {
            throw Refusals.From(exception);
        }
        catch (FormatException exception)
        {
            throw Refusals.BadRequest($"{target.Type.Kind} in version \"{target.Type.Version}\" cannot be handled as a {target.Type.Kind}: {exception.Message}");
        }
    }

    private void Track(ObjectTarget target, JsonObject value, JsonObject? before, WriteOptions options) => UpdateOwnership.Track(new UpdateOwnershipRequest
    {
        Schema = target.Type.Schema,
        Live = before,
        Updated = value,
        Manager = options.Manager,
        Subresource = target.Subresource,
        Now = time.GetUtcNow(),
    });

    // What a dry run answers: the version is that of the object as it is.
    private static StoredObject Unstored(ObjectTarget target, JsonObject value, StoredObject? old)
    {
        var metadata = ObjectMetadata.Of(value);
        if (old is null)
            metadata.Remove("resourceVersion");
        return new StoredObject(target.NamespaceName, target.Name, old?.Version ?? 0, value, ObjectJson.Body(value));
    }
}
