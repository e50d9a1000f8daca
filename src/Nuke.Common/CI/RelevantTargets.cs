using Nuke.Common.Execution;
using Pipeline.Errors;

namespace Nuke.Common.CI;

/// <summary>Which targets a configuration is about, dependencies before those that need them.</summary>
internal static class RelevantTargets
{
    public static IReadOnlyList<ExecutableTarget> Of(IReadOnlyCollection<ExecutableTarget> all, IEnumerable<string> names, IEnumerable<string> irrelevantNames)
    {
        var entries = names.Select(name => all.FirstOrDefault(x => x.Name == name)
            ?? throw new PipelineException(CIErrors.InvalidConfiguration, $"A configuration invokes target '{name}', which the build doesn't have. It has: {string.Join(", ", all.Select(x => x.Name))}.")).ToList();
        var irrelevant = irrelevantNames.ToHashSet(StringComparer.Ordinal);
        return [.. From(entries, _ => true).Where(x => !irrelevant.Contains(x.Name))];
    }

    /// <summary>The entries with what they need and trigger, as far as the condition lets it in.</summary>
    public static IReadOnlyList<ExecutableTarget> From(IReadOnlyCollection<ExecutableTarget> entries, Func<ExecutableTarget, bool> condition)
    {
        var (ordered, visited) = (new List<ExecutableTarget>(), new HashSet<ExecutableTarget>());
        foreach (var entry in entries)
            Visit(entry);
        return ordered;

        void Visit(ExecutableTarget target)
        {
            if (!visited.Add(target))
                return;
            foreach (var dependency in target.ExecutionDependencies.Where(condition))
                Visit(dependency);
            ordered.Add(target);
            foreach (var triggered in target.Triggers.Where(condition))
                Visit(triggered);
        }
    }
}
