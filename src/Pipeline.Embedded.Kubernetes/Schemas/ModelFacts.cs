using System.Collections.Frozen;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>What KubernetesClient's models don't say of Kubernetes' own types, one line a model: <c>V1Container: name! stdin- ports[containerPort,protocol]~containerPort</c>.
/// <list type="bullet">
/// <item><c>@</c> for a type or a field: owned as a whole (atomic).</item>
/// <item><c>[a,b]</c>: a list whose items are told apart by these fields; <c>[set]</c>: a set of scalars. Any other list is atomic.</item>
/// <item><c>~key</c>: a strategic merge patch merges the list by this field; <c>~</c> alone: as a set; <c>^</c>: with <c>retainKeys</c>.</item>
/// <item><c>!</c>: always written. <c>-</c>: a zero number or false isn't written. <c>?</c>: an empty string is written (other strings aren't).</item>
/// <item><c>%</c>: a moment with microseconds. <c>=x</c>: the value that a key field has where it is absent.</item>
/// </list></summary>
internal sealed record ModelFacts
{
    private static readonly FrozenDictionary<string, ModelFacts> _byModel = Parse(CoreFacts.Text, WorkloadFacts.Text, ClusterFacts.Text);
    private static readonly ModelFacts _none = new() { Fields = FrozenDictionary<string, FieldFacts>.Empty };

    /// <summary>Whether the type is owned as a whole.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>The fields that differ from what their type would suggest.</summary>
    public required FrozenDictionary<string, FieldFacts> Fields { get; init; }

    /// <summary>The facts of a model.</summary>
    public static ModelFacts Of(Type model) => _byModel.GetValueOrDefault(model.Name, _none);

    private static FrozenDictionary<string, ModelFacts> Parse(params IReadOnlyList<string> texts)
    {
        var facts = new Dictionary<string, ModelFacts>();
        foreach (var line in texts.SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var words = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            facts.Add(line[..colon], new()
            {
                IsAtomic = words.Contains("@"),
                Fields = words.Where(word => word != "@").Select(FieldFacts.Parse).ToFrozenDictionary(field => field.Name),
            });
        }
        return facts.ToFrozenDictionary();
    }
}
