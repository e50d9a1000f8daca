using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Defaulting;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Server-side apply, as kube-apiserver's field manager and structured-merge-diff do it
/// (<see href="https://kubernetes.io/docs/reference/using-api/server-side-apply/"/>).</summary>
internal static class ServerSideApply
{
    /// <summary>Merges a configuration into the live object, or says what it conflicts with. A configuration that doesn't fit the schema is a <see cref="PatchException"/>.</summary>
    public static ApplyOutcome Apply(ApplyRequest request)
    {
        if ((request.Applied["metadata"] as JsonObject)?["managedFields"] is not null)
            throw PatchException.BadRequest("metadata.managedFields must be nil");
        if (TypedValidation.Check(request.Applied, request.Schema) is { } mistake)
            throw PatchException.Internal($"failed to create typed patch object ({Describe(request.Applied)}): {mistake}");
        var outcome = ApplyOnce(request);
        if (outcome.Conflicts.Count == 0 || request.Manager != LastApplied.Manager || LastApplied.Owned(request.Live!, request.Schema) is not { } allowed)
            return outcome;
        // kubectl's own client-side applies are no conflict for its server-side one.
        var conflicts = outcome.Conflicts.Where(conflict => !Contains(allowed, conflict.Path)).ToArray();
        return conflicts.Length > 0 ? new() { Conflicts = conflicts } : ApplyOnce(request with { Force = true });
    }

    private static ApplyOutcome ApplyOnce(ApplyRequest request)
    {
        var schema = request.Schema;
        var version = request.Applied["apiVersion"]!.GetValue<string>();
        var managed = ManagedFields.Read(request.Live) ?? new();
        if (managed.IsEmpty && request.Live is not null)
            TrackBeforeFirstApply(request, version, managed);
        var live = WithoutManagedFields(request.Live ?? []);

        var self = OwnerKey.Of(request.Manager, OwnerKey.Apply, request.Subresource, version);
        var last = managed[self];
        var reset = ResetFields.Of(request.Applied, request.Subresource, request.ResetsStatus);
        var wanted = OwnedFields.Of(request.Applied, schema).Without(reset);
        managed[self] = new(version, wanted, last?.Time);
        var merged = FieldMerge.Merge(live, request.Applied, schema);
        if (last is not null)
            merged = Prune(merged, managed, last.Fields, schema);

        var all = FieldComparison.Of(live, merged, schema);
        var comparison = all.Without(reset);
        var conflicts = Conflicts(managed, self, comparison.Changed);
        if (conflicts.Count > 0 && !request.Force)
            return new() { Conflicts = conflicts };
        foreach (var owner in managed.Owners.Where(owner => owner != self).ToArray())
            managed[owner] = managed[owner]! with { Fields = managed[owner]!.Fields.Difference(comparison.Changed).Difference(comparison.Removed) };
        managed[self] = new(version, wanted.Difference(ResetFields.Identity), all.IsSame ? last?.Time : ManagedFields.Timestamp(request.Now));

        Type(merged, request);
        if (request.Manager == LastApplied.Manager)
            LastApplied.Renew(merged, request.Applied);
        managed.WriteTo(merged);
        return new() { Object = request.Live is not null && UnchangedTimes.IsSame(request.Live, merged) ? (JsonObject)request.Live.DeepClone() : merged };
    }

    /// <summary>Takes away what this manager applied before and no longer does, and nobody else owns.</summary>
    private static JsonObject Prune(JsonObject merged, ManagedFields managed, FieldSet lastFields, TypeSchema schema)
    {
        var last = NamedFields.Include(lastFields, schema);
        var pruned = FieldRemoval.Remove(merged, last, schema);
        var present = NamedFields.Include(OwnedFields.Of(merged, schema), schema);
        var owned = NamedFields.Include(managed.Owners.Aggregate(new FieldSet(), (set, owner) => set.Union(managed[owner]!.Fields)), schema);
        // What others own, or this manager owns anew, is put back; so is what this manager never owned.
        var left = NamedFields.Include(OwnedFields.Of(pruned, schema), schema).Union(owned);
        var kept = FieldRemoval.Remove(merged, present.Difference(left), schema);
        var gone = present.Difference(NamedFields.Include(OwnedFields.Of(kept, schema), schema)).Intersection(last);
        return FieldRemoval.Remove(merged, gone, schema);
    }

    private static List<FieldConflict> Conflicts(ManagedFields managed, OwnerKey self, FieldSet changed) =>
    [
        .. managed.Owners.Where(owner => owner != self)
            .OrderBy(owner => owner.Manager, StringComparer.Ordinal).ThenBy(owner => owner.Operation, StringComparer.Ordinal).ThenBy(owner => owner.Subresource, StringComparer.Ordinal)
            .SelectMany(owner => managed[owner]!.Fields.Intersection(changed).Paths().Select(path => new FieldConflict
            {
                Path = path,
                Manager = owner.Manager,
                Operation = owner.Operation,
                ApiVersion = managed[owner]!.Version,
                Subresource = owner.Subresource.Length == 0 ? null : owner.Subresource,
                Time = managed[owner]!.Time is { } time && DateTimeOffset.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out var moment) ? moment : null,
            })),
    ];

    private static void TrackBeforeFirstApply(ApplyRequest request, string version, ManagedFields managed)
    {
        var live = WithoutManagedFields(request.Live!);
        var comparison = FieldComparison.Of(EmptyObjects.Of(request.Schema), live, request.Schema)
            .Without(ResetFields.Of(live, request.Subresource, request.ResetsStatus));
        managed[OwnerKey.Of("before-first-apply", OwnerKey.Update, request.Subresource, version)] =
            new(version, comparison.Changed.Difference(ResetFields.Identity), ManagedFields.Timestamp(request.Now));
    }

    private static void Type(JsonObject merged, ApplyRequest request)
    {
        try
        {
            Defaults.Apply(merged, request.Schema);
        }
        catch (FormatException mistake)
        {
            throw PatchException.Internal(
                $"failed to convert new object ({Describe(request.Applied)}) to proper version: unable to convert unstructured object to {GroupVersionKind(request.Applied, "")}: {mistake.Message}");
        }
    }

    private static bool Contains(FieldSet set, IReadOnlyList<PathElement> path)
    {
        foreach (var element in path.SkipLast(1))
            set = set.Below(element);
        return set.Has(path[^1]);
    }

    private static JsonObject WithoutManagedFields(JsonObject value)
    {
        var copy = (JsonObject)value.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        return copy;
    }

    private static string Describe(JsonObject value)
    {
        var metadata = value["metadata"] as JsonObject;
        return $"{metadata?["namespace"]}/{metadata?["name"]}; {GroupVersionKind(value, "/")}";
    }

    /// <summary>A kind as Go prints it: <c>apps/v1, Kind=Deployment</c>. The core group's name is empty, with or without its slash.</summary>
    private static string GroupVersionKind(JsonObject value, string coreGroup)
    {
        var version = $"{value["apiVersion"]}";
        return $"{(version.Contains('/', StringComparison.Ordinal) ? "" : coreGroup)}{version}, Kind={value["kind"]}";
    }
}
