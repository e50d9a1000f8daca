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

    /// <summary>Separator inside one value of a list, e.g. <c>+</c> in <c>--targets A+B</c>. Lists also take several values. Null: white space, and that only in environment variables.</summary>
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

    /// <summary>Other names for the command line, e.g. <c>h</c> for <c>Help</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Where it may be given. Default: everywhere. The engine's own commands (<c>--help</c>) are taken from the command line alone.</summary>
    public ParameterOrigins Origins { get; init; } = ParameterOrigins.All;

    /// <summary>
    /// The option may stand without a value: a list is then empty, a number takes a value only if the next word is a number.
    /// Default false: an option without its value is an error. Switches never need one.
    /// </summary>
    public bool ValueIsOptional { get; init; }

    /// <summary>
    /// Its value is the name of a profile as well: <c>--environment staging</c> reads <c>.nuke/parameters.staging.json</c>.
    /// The file must exist, except for the value in <see cref="DefaultText"/>.
    /// </summary>
    public bool SelectsProfile { get; init; }

    /// <summary>Of the parameter files only those of a profile may have it: what belongs to one environment must not hold for all. Default false.</summary>
    public bool NeedsProfile { get; init; }

    /// <summary>What the value is called in <c>--help</c>, e.g. <c>N</c> or <c>DIR</c>. Null: from the type.</summary>
    public string? ValueName { get; init; }

    /// <summary>The name as it stands on the command line, e.g. <c>--nuget-api-key</c>.</summary>
    public string Option => ParameterName.ToOption(Name);
}
