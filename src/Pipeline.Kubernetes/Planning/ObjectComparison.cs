using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Planning;

/// <summary>Finds out what applying one object would do.</summary>
internal sealed class ObjectComparison(ApiClient client, string manager, PlanInput input, PlannedNamespaces namespaces, HashSet<(string, string, string, string)> autoscaled)
{
    public async Task<ComparedObject> CompareAsync(DesiredObject item, JsonObject? live, CancellationToken cancellationToken)
    {
        var reference = item.Reference;
        if (namespaces.IsMissing(reference.Namespace))
            return Refused(reference, $"namespace {reference.Namespace} doesn't exist, neither in the cluster nor in the set. Add the Namespace to the manifests, or have it made.") with { RefusalCode = DeployErrors.NamespaceMissing };
        if (OwnerOf(live) is { } owner && owner != $"{input.Namespace}/{input.Application}" && !input.ForceConflicts && item.Stage != ApplyStage.Namespaces)
            return Refused(reference, $"it belongs to the application {owner} (annotation {Annotations.Application}). Rename it, or take it over with --force-conflicts.") with { RefusalCode = DeployErrors.OwnedByAnother };

        var isAutoscaled = autoscaled.Contains(reference.Identity);
        var planned = new PlannedObject
        {
            Reference = reference,
            Action = PlannedAction.Create,
            Body = item.Body,
            Type = item.Type,
            Desired = Desired(item, live, isAutoscaled),
            IsAutoscaled = isAutoscaled,
            LiveUid = live.Uid(),
            LiveFingerprint = live is null ? null : LiveState.Fingerprint(live, isAutoscaled),
        };
        if (item.IsKindNew || namespaces.IsMade(reference.Namespace))
            return new ComparedObject(reference) { Planned = WithoutServer(planned, item.IsKindNew) };

        if (input.IsRollback && reference is { Group: "batch", Kind: "Job" } && live is null)
            return new ComparedObject(reference) { Planned = NotRunAgain(planned) };

        var dryRun = await DryRun.AskAsync(client, item, planned.Desired!, manager, input.ForceConflicts, cancellationToken);
        if (dryRun.IsForbidden)
            return input.ComparesHere ? new ComparedObject(reference) { Planned = ComparedHere(planned, live) } : Refused(reference, dryRun.Refusal!) with { RefusalCode = DeployErrors.Forbidden };
        return dryRun.Result is { } result
            ? new ComparedObject(reference) { Planned = Accepted(planned, live, result), Warnings = dryRun.Warnings, Conflicts = dryRun.Conflicts }
            : dryRun.IsImmutable && live is not null ? Replaced(planned, live, dryRun.Refusal!) : Refused(reference, dryRun.Refusal!);
    }

    private JsonObject Desired(DesiredObject item, JsonObject? live, bool isAutoscaled)
    {
        var body = isAutoscaled ? Autoscaling.Adapt(item.Body, live, manager) : item.Body;

        // A namespace may hold several applications; it stays with the one that brought it first.
        if (item.Stage != ApplyStage.Namespaces || OwnerOf(live) is not { } owner || owner == $"{input.Namespace}/{input.Application}")
            return body;
        var shared = body.DeepClone().AsObject();
        shared["metadata"]!["annotations"]!.AsObject().Remove(Annotations.Application);
        return shared;
    }

    private PlannedObject Accepted(PlannedObject planned, JsonObject? live, JsonObject result)
    {
        var changes = ObjectDiff.Compare(live, live is null ? planned.Desired : result);
        if (live is null)
            return planned with { Changes = changes };
        if (IsFailedJob(live) && !input.IsRollback)
            return planned with { Action = PlannedAction.Replace, Changes = changes, Note = "the Job had failed and is run again" };
        if (input.IsRollback && changes.Count > 0 && planned.Reference is { Group: "batch", Kind: "Job" })
            return NotRunAgain(planned);
        if (changes.Count > 0)
            return planned with { Action = PlannedAction.Change, Changes = changes };
        return JsonNode.DeepEquals(Owned(live), Owned(result))
            ? planned with { Action = PlannedAction.Unchanged }
            : planned with { Action = PlannedAction.Change, Note = "only the ownership of fields changes" };
    }

    // Equal values that aren't ours yet are still to be applied: else they would go when their owner lets go of them.
    private JsonNode? Owned(JsonObject item) => item.Items("metadata", "managedFields")
        .FirstOrDefault(x => x.Text("manager") == manager && x.Text("operation") == "Apply" && x.Text("subresource") is null)?["fieldsV1"];

    private ComparedObject Replaced(PlannedObject planned, JsonObject live, string refusal)
    {
        var reference = planned.Reference;
        var isJob = reference is { Group: "batch", Kind: "Job" };
        if (isJob && input.IsRollback)
            return new ComparedObject(reference) { Planned = NotRunAgain(planned) };

        var isFinished = isJob && live.Items("status", "conditions").Any(x => x.Text("type") is "Complete" or "Failed" && x.Text("status") == "True");
        if (!isFinished && planned.Body.Annotation(Annotations.Replace) != "true")
            return Refused(reference, $"{refusal.TrimEnd('.')}. {(isJob ? "The Job still runs: wait for its end" : $"Give the object another name, or annotate it {Annotations.Replace}: \"true\" to have it deleted and made anew")}.");
        return new ComparedObject(reference)
        {
            Planned = planned with
            {
                Action = PlannedAction.Replace,
                Changes = ObjectDiff.Compare(live, planned.Desired).Where(x => x.Kind != FieldChangeKind.Removed).ToList(),
                Note = isJob ? "a finished Job can't be changed: it is deleted and run anew" : $"a field that can't be changed does: it is deleted and made anew, as {Annotations.Replace} allows",
            },
        };
    }

    // What apply sets, and what it takes away: fields of the release before that this one no longer has. All else stays whosever it is.
    private PlannedObject ComparedHere(PlannedObject planned, JsonObject? live)
    {
        const string NotTried = "not tried on the server: no right to";
        if (live is null)
            return planned with { Changes = ObjectDiff.Compare(null, planned.Desired), IsNotTried = true, Note = NotTried };

        var before = input.History.Current?.Bodies.FirstOrDefault(x => ObjectReference.Of(x).Identity == planned.Reference.Identity);
        List<FieldChange> changes =
        [
            .. ObjectDiff.Compare(live, planned.Desired).Where(x => x.Kind != FieldChangeKind.Removed),
            .. before is null ? [] : ObjectDiff.Compare(before, planned.Body).Where(x => x.Kind == FieldChangeKind.Removed),
        ];
        if (input.IsRollback && changes.Count > 0 && planned.Reference is { Group: "batch", Kind: "Job" })
            return NotRunAgain(planned) with { IsNotTried = true };
        return planned with { Action = changes.Count == 0 ? PlannedAction.Unchanged : PlannedAction.Change, Changes = changes, IsNotTried = true, Note = NotTried };
    }

    private static PlannedObject WithoutServer(PlannedObject planned, bool isKindNew) => planned with
    {
        Changes = ObjectDiff.Compare(null, planned.Desired),
        IsComputedLocally = true,
        Note = isKindNew ? "its kind is made by this plan: the server could not be asked" : $"its namespace {planned.Reference.Namespace} is made by this plan: the server could not be asked",
    };

    private static PlannedObject NotRunAgain(PlannedObject planned) => planned with { Action = PlannedAction.Keep, Changes = [], Note = "a rollback runs no Job again" };

    private static string? OwnerOf(JsonObject? live) => live.Annotation(Annotations.Application);

    private static bool IsFailedJob(JsonObject live) => ObjectReference.Of(live) is { Group: "batch", Kind: "Job" }
        && live.Items("status", "conditions").Any(x => x.Text("type") == "Failed" && x.Text("status") == "True");

    private static ComparedObject Refused(ObjectReference reference, string refusal) => new(reference) { Refusal = refusal };
}
