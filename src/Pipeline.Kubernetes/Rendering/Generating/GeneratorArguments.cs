namespace Pipeline.Kubernetes.Rendering.Generating;

/// <summary>An entry of configMapGenerator or secretGenerator, with the kustomization's generatorOptions merged in.</summary>
internal sealed record GeneratorArguments
{
    /// <summary><c>ConfigMap</c> or <c>Secret</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary>The Secret's type; null for Opaque.</summary>
    public string? Type { get; init; }

    public GeneratorBehavior Behavior { get; init; }

    /// <summary><c>key=value</c>.</summary>
    public IReadOnlyList<string> Literals { get; init; } = [];

    /// <summary><c>path</c> or <c>key=path</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Files of <c>key=value</c> lines.</summary>
    public IReadOnlyList<string> EnvironmentFiles { get; init; } = [];

    public GeneratorOptions Options { get; init; } = new();

    /// <summary>Where it stands, for messages.</summary>
    public required string Source { get; init; }
}

/// <summary>What a generated object does to one of the same name.</summary>
internal enum GeneratorBehavior
{
    Create,
    Merge,
    Replace,
}

/// <summary>Options of a generator, or of all of a kustomization.</summary>
internal sealed record GeneratorOptions
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public bool DisableNameSuffixHash { get; init; }

    public bool Immutable { get; init; }

    /// <summary>With those of the whole kustomization behind them.</summary>
    public GeneratorOptions Over(GeneratorOptions all) => new()
    {
        Labels = Merge(all.Labels, Labels),
        Annotations = Merge(all.Annotations, Annotations),
        DisableNameSuffixHash = DisableNameSuffixHash || all.DisableNameSuffixHash,
        Immutable = Immutable || all.Immutable,
    };

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> all, IReadOnlyDictionary<string, string> own)
    {
        var merged = all.ToDictionary();
        foreach (var (key, value) in own)
            merged[key] = value;
        return merged;
    }
}
