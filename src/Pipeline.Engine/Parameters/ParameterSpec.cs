namespace Pipeline.Engine.Parameters;

/// <summary>One parameter as data: what users may set, from where, and what it means.</summary>
public sealed record ParameterSpec
{
    /// <summary>Pascal-case name. <c>--nuget-api-key</c>, <c>--NuGetApiKey</c>, <c>NUKE_NUGET_API_KEY</c>, <c>NuGetApiKey</c> all name the parameter <c>NuGetApiKey</c>: dashes, underscores and case don't count.</summary>
    public required string Name { get; init; }

    /// <summary>The .NET type that the value becomes.</summary>
    public required Type Type { get; init; }

    /// <summary>One line for <c>--help</c>.</summary>
    public string? Description { get; init; }

    /// <summary>Separator inside one value of a list, e.g. <c>+</c> in <c>--targets A+B</c>. Lists also take several values. Null: white space only.</summary>
    public string? Separator { get; init; }

    /// <summary>Masked in all output, and encryptable in the parameter file.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Must have a value before anything runs.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether <c>--help</c> shows it. Default true.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>The engine's own (<c>--skip</c>, <c>--parallel</c>), shown apart from the build's.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>Allowed values, offered by completion and the schema; null where anything goes. Enums have theirs without it.</summary>
    public Func<IReadOnlyList<string>>? AllowedValues { get; init; }

    /// <summary>The default as shown to people; null where there is none.</summary>
    public Func<string?>? DefaultText { get; init; }
}
