using Nuke.Common.Execution;
using Pipeline.Errors;
using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>Finds from the target graph what each stage needs, takes, skips and leaves.</summary>
internal sealed class StagePlanner
{
    private readonly Dictionary<string, ExecutableTarget> _targets;
    private readonly IReadOnlyList<DeliveryStage> _stages;
    private readonly Dictionary<string, DeliveryStage> _owners = new(StringComparer.Ordinal);
    private readonly DeliverySettings _settings;
    private readonly string _root;

    public StagePlanner(DeliverySettings settings, IReadOnlyCollection<ExecutableTarget> targets, string root)
    {
        (_settings, _root) = (settings, root);
        _stages = settings.StagesOrDefault;
        _targets = targets.ToDictionary(x => x.Name, StringComparer.Ordinal);
        foreach (var (stage, target) in _stages.SelectMany(stage => stage.Targets.Select(target => (stage, target))))
        {
            if (!_owners.TryAdd(target, stage))
                throw Invalid($"target '{target}' is in the stages '{_owners[target].Id}' and '{stage.Id}'");
        }
    }

    /// <exception cref="PipelineException">PIPE2101: the stages contradict each other.</exception>
    public IReadOnlyList<PlannedStage> Plan()
    {
        List<PlannedStage> planned = [];
        foreach (var stage in _stages)
        {
            var own = stage.Targets.Select(x => _targets[x]).ToList();
            var needed = Closure(own, withTriggers: false);
            var all = Closure(own, withTriggers: true);
            var handedOver = needed.Where(x => Giver(planned, x, stage) is not null && !stage.Repeats.Contains(x.Name) && Products(x).Any()).ToList();
            var later = all.Except(needed).Where(x => _owners.TryGetValue(x.Name, out var owner) && owner != stage && planned.All(y => y.Stage != owner));
            // What a dependency that runs again consumes is taken as well.
            var consumed = all.SelectMany(x => x.ArtifactDependencies.Select(y => y.Key));
            var sources = handedOver.Concat(consumed).Select(x => Giver(planned, x, stage)?.Stage.Id).OfType<Identifier>().Concat(stage.Takes).Distinct().Select(x => Source(planned, stage, x)).ToList();
            planned.Add(new PlannedStage
            {
                Stage = stage,
                Needs = [.. _stages.Select(x => x.Id).Where(x => stage.After.Contains(x) || sources.Exists(y => y.Stage.Id == x))],
                Takes = [.. _stages.SelectMany(x => sources.Where(y => y.Stage == x))],
                Skips = [.. handedOver.Concat(later).Select(x => x.Name).Distinct().Order(StringComparer.Ordinal)],
                Paths = Paths(stage, own),
                Partition = Partition(stage, own),
            });
        }

        return planned;
    }

    // The earlier stage that has the target's files: its own one, or one in which it ran as a dependency and that hands over all that it produces.
    private PlannedStage? Giver(List<PlannedStage> planned, ExecutableTarget target, DeliveryStage stage) => _owners.TryGetValue(target.Name, out var owner)
        ? planned.Find(x => x.Stage == owner && owner != stage)
        : planned.Find(x => Closure(x.Stage.Targets.Select(y => _targets[y]), withTriggers: false).Contains(target) && Products(target).Any() && Products(target).All(y => HandsOver(x, y)));

    private static bool HandsOver(PlannedStage stage, string path) => stage.Paths.Any(x => path == x || path.StartsWith(x + "/", StringComparison.Ordinal));

    private static PlannedStage Source(List<PlannedStage> planned, DeliveryStage stage, Identifier id) =>
        planned.Find(x => x.Stage.Id == id) is not { } source ? throw Invalid($"stage '{stage.Id}' takes files of '{id}', which doesn't come before it")
        : source.Paths.Count == 0 ? throw Invalid($"stage '{stage.Id}' takes files of '{id}', which leaves none")
        : source;

    // Evidence comes along with files, and by itself is no reason for an artifact.
    private IReadOnlyList<string> Paths(DeliveryStage stage, List<ExecutableTarget> own)
    {
        List<string> paths = [.. own.SelectMany(Products).Concat(stage.Keeps).Distinct().Order(StringComparer.Ordinal)];
        if (paths.Count == 0)
            return [];
        paths.Add(_settings.EvidenceFolder);
        return [.. paths.Where(x => !paths.Exists(y => x.StartsWith(y + "/", StringComparison.Ordinal))).Distinct().Order(StringComparer.Ordinal)];
    }

    // Of a pattern, its folder: `output/packages/*.nupkg` is `output/packages`.
    private IEnumerable<string> Products(ExecutableTarget target) => target.ArtifactProducts
        .Select(x => Path.GetRelativePath(_root, Path.GetFullPath(x, _root)).Replace('\\', '/'))
        .Select(x => string.Join('/', x.Split('/').TakeWhile(y => !y.Contains('*', StringComparison.Ordinal))))
        .Where(x => x.Length > 0)
        .Distinct();

    private static (string, int)? Partition(DeliveryStage stage, List<ExecutableTarget> own) => own.Where(x => x.PartitionSize is not null).ToList() switch
    {
        [] => null,
        [var target] => (target.Name, target.PartitionSize!.Value),
        var several => throw Invalid($"stage '{stage.Id}' has several targets that are split into parts: {string.Join(", ", several)}. Give each a stage of its own"),
    };

    private static HashSet<ExecutableTarget> Closure(IEnumerable<ExecutableTarget> targets, bool withTriggers)
    {
        var (found, open) = (new HashSet<ExecutableTarget>(), new Queue<ExecutableTarget>(targets));
        while (open.TryDequeue(out var target))
        {
            if (!found.Add(target))
                continue;
            foreach (var next in withTriggers ? target.ExecutionDependencies.Concat(target.Triggers) : target.ExecutionDependencies)
                open.Enqueue(next);
        }

        return found;
    }

    private static PipelineException Invalid(string what) => new(WorkflowComponentErrors.InvalidStages, $"The stages of ci-cd.yml can't be made into jobs: {what}.");
}
