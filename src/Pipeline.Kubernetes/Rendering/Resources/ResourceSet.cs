using Pipeline.Errors;

namespace Pipeline.Kubernetes.Rendering.Resources;

/// <summary>The objects gathered so far, in the order they came; no two have the same id.</summary>
internal sealed class ResourceSet
{
    private List<Resource> items = [];

    public IReadOnlyList<Resource> Items => items;

    public void AddRange(IEnumerable<Resource> added) => items.AddRange(added);

    public void Replace(Resource old, Resource replacement) => items[items.IndexOf(old)] = replacement;

    public void RemoveAll(Predicate<Resource> match) => items.RemoveAll(match);

    public void Sort(Func<IEnumerable<Resource>, IEnumerable<Resource>> order) => items = [.. order(items)];

    /// <summary>The one object that has or had an id that matches.</summary>
    /// <exception cref="PipelineException">PIPE4002: there is none, or more than one.</exception>
    public Resource Single(Func<ResourceId, bool> matches, Func<string, PipelineException> failure)
    {
        var found = items.Where(x => x.HasId(matches)).Take(2).ToList();
        return found switch
        {
            [var one] => one,
            [] => throw failure("no object of the kustomization has this kind, name and namespace"),
            _ => throw failure($"it fits several objects, {found[0]} and {found[1]} among them"),
        };
    }

    /// <exception cref="PipelineException">PIPE4006.</exception>
    public void RequireDistinct(string source)
    {
        var known = new Dictionary<ResourceId, Resource>(items.Count);
        foreach (var item in items)
        {
            if (!known.TryAdd(item.Id, item))
            {
                throw new PipelineException(
                    KubernetesErrors.DuplicateObject,
                    $"{source}: {item} is there twice, from {known[item.Id].Source} and {item.Source} (may not add resource with an already registered id: {item.Id}). Remove one or rename it.");
            }
        }
    }
}
