namespace Pipeline.Engine.Caching;

/// <summary>What a target's result depends on, and what it leaves behind.</summary>
public sealed record CacheSpec
{
    /// <summary>Input files: globs relative to the root (<c>src/**/*.cs</c>), or absolute paths; one that starts with <c>!</c> excludes.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Named values that count as inputs: parameters, constants. Read when the target's turn comes.</summary>
    public IReadOnlyDictionary<string, Func<string?>> Values { get; init; } = new Dictionary<string, Func<string?>>();

    /// <summary>Environment variables whose values count as inputs.</summary>
    public IReadOnlyList<string> EnvironmentVariables { get; init; } = [];

    /// <summary>Tool versions that count as inputs, e.g. <c>dotnet</c> → <c>10.0.401</c>.</summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, Task<string>>> Tools { get; init; } =
        new Dictionary<string, Func<CancellationToken, Task<string>>>();

    /// <summary>Outputs: files, directories or globs relative to the root, or absolute paths inside it. May be empty for a target that only checks.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];
}
