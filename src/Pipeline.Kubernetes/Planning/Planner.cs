using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Planning;

/// <summary>Compares a set with what is live, by a dry run of each object on the server. Reads only.</summary>
internal sealed class Planner(Cluster cluster, DeployerOptions options)
{
    /// <exception cref="PipelineException">PIPE4110, PIPE4111, PIPE4113, PIPE4116 to PIPE4118, PIPE4120.</exception>
    public async Task<DeployPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken)
    {
        var set = await DesiredSet.CreateAsync(cluster.Resources, input.Application, input.Namespace, input.Bodies, cancellationToken);
        var number = input.IsRollback ? input.Number!.Value : input.History.NumberOf(set.Hash, input.Number);
        var namespaces = await PlannedNamespaces.ReadAsync(cluster, set, input.Namespace, cancellationToken);
        var autoscaled = await Autoscaling.TargetsAsync(cluster, set, cancellationToken);
        var served = set.Objects.Where(x => !x.IsKindNew).Select(x => (x.Reference, x.Type)).ToList();
        var live = await LiveObjects.ReadAsync(cluster, served, options.Concurrency, cancellationToken);

        var comparison = new ObjectComparison(cluster.Client, options.FieldManager, input, namespaces, autoscaled);
        var compared = await set.Objects.SelectAsync(options.Concurrency, (x, token) => comparison.CompareAsync(x, live.GetValueOrDefault(x.Reference.Identity), token), cancellationToken);
        Require(compared);

        var pruned = await new PruneSelection(cluster, options, input, set).SelectAsync(cancellationToken);
        var plan = new DeployPlan
        {
            Application = input.Application,
            Namespace = input.Namespace,
            ClusterUid = cluster.Uid,
            Number = number,
            CurrentNumber = input.History.Current?.Number,
            IsRollback = input.IsRollback,
            Objects = [.. compared.Select(x => x.Planned!), .. pruned],
            Conflicts = [.. compared.SelectMany(x => x.Conflicts)],
            Warnings = [.. NotTried(compared), .. compared.SelectMany(x => x.Warnings.Select(y => $"{x.Reference}: {y}")), .. pruned.Where(x => x.Action == PlannedAction.Prune).SelectMany(LossOfData)],
            ForceConflicts = input.ForceConflicts,
            Prune = input.Prune,
            KeepFailed = input.KeepFailed,
            Timeout = input.Timeout,
            Evidence = input.Evidence,
            SetHash = set.Hash,
        };

        // Too large to be recorded is found out before anything is applied.
        _ = RecordCodec.Encode(PlannedRelease.Begin(plan, input.History, options), input.Namespace);
        return plan;
    }

    private static IEnumerable<string> NotTried(IReadOnlyList<ComparedObject> compared)
    {
        var kinds = compared.Where(x => x.Planned!.IsNotTried).Select(x => x.Reference.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        if (kinds.Count > 0)
            yield return $"Not tried on the server, for want of a right to change them: {string.Join(", ", kinds)}. They were compared here; what the server would refuse, convert or fill in is found out when the plan is carried out, before anything is applied.";
    }

    private static void Require(IReadOnlyList<ComparedObject> compared)
    {
        var refused = compared.Where(x => x.Refusal is not null).ToList();
        if (refused.Count == 0)
            return;

        var codes = refused.Select(x => x.RefusalCode).Distinct().ToList();
        throw new PipelineException(codes.Count == 1 ? codes[0] : DeployErrors.Refused, refused.Count == 1
            ? $"{refused[0].Reference}: {refused[0].Refusal} Nothing was applied."
            : $"{refused.Count} objects can't be applied, and nothing was:{string.Concat(refused.Select(x => $"{Environment.NewLine}  - {x.Reference}: {x.Refusal}"))}");
    }

    private static IEnumerable<string> LossOfData(PlannedObject item) => item.Reference.Kind switch
    {
        "PersistentVolumeClaim" => [$"{item.Reference} is pruned; what it stores goes with it unless its volume is retained. Annotate it {Annotations.Keep}: \"true\" to keep it."],
        "Namespace" => [$"{item.Reference} is pruned, with everything in it. Annotate it {Annotations.Keep}: \"true\" to keep it."],
        "CustomResourceDefinition" => [$"{item.Reference} is pruned, with every object of its kind. Annotate it {Annotations.Keep}: \"true\" to keep it."],
        _ => [],
    };
}
