namespace Nuke.Common.Tooling;

/// <summary>How a property of <see cref="ToolOptions"/> becomes arguments.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ArgumentAttribute : Attribute
{
    /// <summary>Parts separated by spaces, each an argument, with <c>{value}</c> and <c>{key}</c> in them: <c>--configuration {value}</c>.</summary>
    public string Format { get; set; } = "{value}";

    /// <summary>1, 2, … stand first; 0 (default) follow in the order they were set; -2, -1 stand last.</summary>
    public int Position { get; set; }

    /// <summary>The value is redacted.</summary>
    public bool Secret { get; set; }

    /// <summary>Joins several values into one argument. A space gives an argument for each, after the format's other parts.</summary>
    public string? Separator { get; set; }

    /// <summary>Joins the values of one key.</summary>
    public string? InnerSeparator { get; set; }

    /// <summary>Joins all values into one argument even if the separator is a space.</summary>
    public bool QuoteMultiple { get; set; }

    /// <summary>The type of <see cref="FormatterMethod"/>. Default: the options' own.</summary>
    public Type? FormatterType { get; set; }

    /// <summary>A method <c>string M(T value, PropertyInfo property)</c> that gives the value's text.</summary>
    public string? FormatterMethod { get; set; }

    /// <summary>Values are MSBuild properties: <c>;</c> and <c>,</c>, which separate properties there, are escaped.</summary>
    public bool MSBuildEscape { get; set; }

    /// <summary>The argument that tells the tool to read this value from standard input; so a secret isn't seen in the list of processes.</summary>
    public string? StandardInputArgument { get; set; }

    /// <summary>The environment variable that the tool reads this value from; so a secret isn't seen in the list of processes.</summary>
    public string? EnvironmentVariable { get; set; }
}

/// <summary>The tool and the fixed arguments that options belong to.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CommandAttribute : Attribute
{
    /// <summary>The class derived from <see cref="ToolTasks"/>.</summary>
    public Type? Type { get; set; }

    /// <summary>The method that takes these options.</summary>
    public string? Command { get; set; }

    /// <summary>Fixed arguments before all others: <c>nuget push</c>.</summary>
    public string? Arguments { get; set; }
}

/// <summary>The option that a fluent method changes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class BuilderAttribute : Attribute
{
    /// <summary>The options.</summary>
    public Type? Type { get; set; }

    /// <summary>The property.</summary>
    public string? Property { get; set; }
}
