using System.Reflection;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace Nuke.Common.Tooling;

/// <summary>The tool writes what isn't an error to standard error too.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class LogErrorAsStandard : Attribute;

/// <summary>Lines that match are logged with this level.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class LogLevelPattern(LogEventLevel level, string pattern) : Attribute
{
    /// <summary>The level.</summary>
    public LogEventLevel Level { get; } = level;

    /// <summary>A regular expression, whatever the case.</summary>
    public string Pattern { get; } = pattern;
}

/// <summary>The level of lines on standard output. Default: debug.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class DefaultLogLevel(LogEventLevel level) : Attribute
{
    /// <summary>The level.</summary>
    public LogEventLevel Level { get; } = level;
}

/// <summary>Makes a tool's logger from its attributes.</summary>
internal static class ToolLogger
{
    public static Action<OutputType, string> For(Type tool)
    {
        LogLevelPattern[] patterns = [.. tool.GetCustomAttributes<LogLevelPattern>()];
        var errorAsStandard = tool.IsDefined(typeof(LogErrorAsStandard));
        var standard = tool.GetCustomAttribute<DefaultLogLevel>()?.Level ?? LogEventLevel.Debug;
        return (type, text) => ProcessTasks.Write(
            Array.Find(patterns, x => Regex.IsMatch(text, x.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))?.Level
            ?? (type == OutputType.Err && !errorAsStandard ? LogEventLevel.Error : standard), text);
    }
}
