namespace Pipeline.Engine.Parameters;

/// <summary>A parameter's value and where it comes from.</summary>
public sealed record ParameterValue
{
    /// <summary>The parameter.</summary>
    public required ParameterSpec Parameter { get; init; }

    /// <summary>The value, of the parameter's type. Null while it is encrypted, and for an option whose value was left out.</summary>
    public required object? Value { get; init; }

    /// <summary>Where it was given.</summary>
    public required ParameterOrigins Origin { get; init; }

    /// <summary>Where it was given, in words: <c>the environment variable NUKE_RETRIES</c>.</summary>
    public string Place => Source.Place;

    /// <summary>It stands encrypted in a parameter file, and has not been opened.</summary>
    public bool IsEncrypted => Encrypted is not null;

    internal GivenValue Source { get; init; } = null!;

    internal string? Encrypted { get; init; }

    /// <summary>Name, value (not a secret's) and place.</summary>
    public override string ToString() => $"{Parameter.Name} = {(Parameter.IsSecret ? "***" : Value)} ({Place})";
}
