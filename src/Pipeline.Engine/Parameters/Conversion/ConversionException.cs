namespace Pipeline.Engine.Parameters.Conversion;

/// <summary>A value that can't become what is needed. Internal to conversion: users see a <see cref="ParameterProblem"/>.</summary>
internal sealed class ConversionException(string got, string needs, Exception? innerException = null) : Exception($"{got} is not {needs}", innerException)
{
    /// <summary>The value, quoted, or what it is.</summary>
    public string Got { get; } = got;

    /// <summary>What is needed: <c>a whole number</c>.</summary>
    public string Needs { get; } = needs;

    /// <summary>Where in a composite value it is: <c>Database.Port</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The rest of the message: near misses.</summary>
    public string Hint { get; init; } = "";

    /// <summary>The type can't be converted to at all: a mistake of the build's author.</summary>
    public bool IsUnsupportedType { get; init; }

    public ConversionException Inside(string part) => new(Got, Needs, this)
    {
        Path = Path.Length == 0 ? part : Path[0] == '[' ? part + Path : part + "." + Path,
        Hint = Hint,
        IsUnsupportedType = IsUnsupportedType,
    };
}
