using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>The ReplicaSet that is as the Deployment's template says: found and given the newest revision, or made.</summary>
internal sealed class NewReplicaSet(IClusterObjects objects, EventRecorder events, TimeProvider time)
{
    public Task<Rollout> EnsureAsync(Rollout rollout, CancellationToken cancellationToken) =>
        rollout.Newest is { } newest ? FoundAsync(rollout, newest, Revision(rollout), cancellationToken) : MadeAsync(rollout, Revision(rollout), cancellationToken);

    private static long Revision(Rollout rollout) => rollout.Older.Select(ReplicaSetAnnotations.RevisionOf).DefaultIfEmpty().Max() + 1;

    private async Task<Rollout> FoundAsync(Rollout rollout, V1ReplicaSet newest, long revision, CancellationToken cancellationToken)
    {
        var minReadySeconds = rollout.Deployment.Spec.MinReadySeconds;
        var changed = ReplicaSetAnnotations.SetRevision(rollout.Deployment, newest, revision);
        if ((newest.Spec.MinReadySeconds ?? 0) != (minReadySeconds ?? 0))
        {
            newest.Spec.MinReadySeconds = minReadySeconds;
            changed = true;
        }

        if (changed)
            newest = await objects.UpdateAsync(newest, ManagerNames.Controllers, cancellationToken);

        return await NoteAsync(rollout with { Newest = newest }, $"Found new replica set \"{newest.Metadata.Name}\"", "FoundNewReplicaSet", onlyIfNone: true, cancellationToken);
    }

    private async Task<Rollout> MadeAsync(Rollout rollout, long revision, CancellationToken cancellationToken)
    {
        var deployment = rollout.Deployment;
        var replicaSet = Template(rollout, revision);
        V1ReplicaSet made;
        try
        {
            made = await objects.CreateAsync(replicaSet, ManagerNames.Controllers, cancellationToken);
        }
        catch (ApiRefusal refusal) when (refusal.Status.Reason == "AlreadyExists")
        {
            // Another object has the name: a hash that met its like, or a leftover. The next one hashes with a count.
            deployment.Status ??= new V1DeploymentStatus();
            deployment.Status.CollisionCount = (deployment.Status.CollisionCount ?? 0) + 1;
            await objects.UpdateStatusAsync(deployment, ManagerNames.Controllers, cancellationToken);
            throw;
        }
        catch (ApiRefusal refusal) when (refusal.Code is not 409)
        {
            var message = $"Failed to create new replica set \"{replicaSet.Metadata.Name}\": {refusal.Message}";
            deployment.Status ??= new V1DeploymentStatus();
            deployment.Status.Set(DeploymentConditions.New(DeploymentConditions.Progressing, "False", "ReplicaSetCreateError", message, time.Now()));
            await objects.UpdateStatusAsync(deployment, ManagerNames.Controllers, cancellationToken);
            await events.WarningAsync(deployment, "ReplicaSetCreateError", message, cancellationToken);
            throw;
        }

        if (made.Spec.Replicas > 0)
            await events.NormalAsync(deployment, "ScalingReplicaSet", $"Scaled up replica set {made.Metadata.Name} from 0 to {made.Spec.Replicas}", cancellationToken);
        return await NoteAsync(rollout with { Newest = made }, $"Created new replica set \"{made.Metadata.Name}\"", "NewReplicaSetCreated", onlyIfNone: false, cancellationToken);
    }

    private static V1ReplicaSet Template(Rollout rollout, long revision)
    {
        var deployment = rollout.Deployment;
        var hash = TemplateHash.Of(deployment.Spec.Template, deployment.Status?.CollisionCount ?? 0);
        var template = ObjectEquality.Copy(deployment.Spec.Template);
        template.Metadata ??= new V1ObjectMeta();
        template.Metadata.Labels = new Dictionary<string, string>(template.Metadata.Labels ?? new Dictionary<string, string>()) { [ReplicaSetNames.HashLabel] = hash };
        var selector = ObjectEquality.Copy(deployment.Spec.Selector);
        selector.MatchLabels = new Dictionary<string, string>(selector.MatchLabels ?? new Dictionary<string, string>()) { [ReplicaSetNames.HashLabel] = hash };

        var replicaSet = new V1ReplicaSet
        {
            ApiVersion = "apps/v1",
            Kind = "ReplicaSet",
            Metadata = new V1ObjectMeta
            {
                Name = $"{deployment.Metadata.Name}-{hash}",
                NamespaceProperty = deployment.Metadata.NamespaceProperty,
                Labels = new Dictionary<string, string>(template.Metadata.Labels),
                OwnerReferences = [ControllerReferences.To(deployment, "apps/v1", "Deployment")],
            },
            Spec = new V1ReplicaSetSpec { Selector = selector, Template = template, MinReadySeconds = deployment.Spec.MinReadySeconds },
        };
        ReplicaSetAnnotations.SetRevision(deployment, replicaSet, revision);
        ReplicaSetAnnotations.SetReplicas(replicaSet, rollout.Bounds);
        replicaSet.Spec.Replicas = deployment.Spec.Strategy?.Type == "Recreate"
            ? rollout.Bounds.Replicas
            : RollingUpdate.NewSize(rollout.Bounds, new ReplicaSetSize("", 0, 0), rollout.Older.Select(Rollout.SizeOf));
        return replicaSet;
    }

    // The Deployment's own revision, and that there is something to wait for, in one write.
    private async Task<Rollout> NoteAsync(Rollout rollout, string message, string reason, bool onlyIfNone, CancellationToken cancellationToken)
    {
        var deployment = rollout.Deployment;
        deployment.Metadata.Annotations ??= new Dictionary<string, string>();
        var changed = ReplicaSetAnnotations.Set(deployment.Metadata.Annotations, ReplicaSetAnnotations.Revision, rollout.Newest!.Metadata.Annotations[ReplicaSetAnnotations.Revision]);
        if (DeploymentProgress.HasDeadline(deployment) && !(onlyIfNone && deployment.Status.Condition(DeploymentConditions.Progressing) is not null))
        {
            deployment.Status ??= new V1DeploymentStatus();
            deployment.Status.Set(DeploymentConditions.New(DeploymentConditions.Progressing, "True", reason, message, time.Now()));
            changed = true;
        }

        return changed ? rollout with { Deployment = await objects.UpdateStatusAsync(deployment, ManagerNames.Controllers, cancellationToken) } : rollout;
    }
}
