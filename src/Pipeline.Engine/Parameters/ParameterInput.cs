using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Parameters;

/// <summary>Everything that parameters are read from, as data.</summary>
public sealed record ParameterInput
{
    /// <summary>The words of the command line.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The build's parameters. The engine's own are added.</summary>
    public required IReadOnlyList<ParameterSpec> Parameters { get; init; }

    /// <summary>The build's targets, so that unknown names are reported with the other mistakes. Empty: names of targets aren't checked.</summary>
    public IReadOnlyList<TargetDefinition> Targets { get; init; } = [];

    /// <summary>Names that <c>--host</c> takes. Empty: any.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The environment variables. All of them, since case and underscores don't count: <c>NUKE_NUGET_API_KEY</c> is <c>NuGetApiKey</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The directory that has <c>.nuke</c>; <c>--root</c> overrides it. Null: no parameter files.</summary>
    public string? RootDirectory { get; init; }

    /// <summary>What a relative <c>--root</c> starts from. Null: <see cref="RootDirectory"/>.</summary>
    public string? WorkingDirectory { get; init; }
}
