using Nuke.Common.Tooling;
using Serilog.Events;

namespace Nuke.Common.Tools.DotNet;

/// <summary>The .NET command line. Lines of its output that are errors or warnings of the compiler, MSBuild or NuGet are logged as such.</summary>
public partial class DotNetTasks
{
    /// <inheritdoc />
    protected internal override Action<OutputType, string> GetLogger(ToolOptions? options = null)
        => options?.ProcessLogger ?? ((type, text) => ProcessTasks.Write(LevelOf(type, text), text));

    // 'warning CS0168:' and 'error MSB1009:' stand after a file, a project or at the start of a line.
    internal static LogEventLevel LevelOf(OutputType type, string text)
    {
        if (HasMark(text, "error"))
            return LogEventLevel.Error;
        if (HasMark(text, "warning") || HasMark(text, "warn"))
            return LogEventLevel.Warning;
        return type == OutputType.Err ? LogEventLevel.Error : LogEventLevel.Debug;
    }

    private static bool HasMark(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var before = text.AsSpan(0, at);
            var after = text.AsSpan(at + word.Length);
            if ((before.IsWhiteSpace() || before.TrimEnd().EndsWith(":")) && IsMarkEnd(after))
                return true;
        }
        return false;
    }

    // ':' or ' CODE123:'
    private static bool IsMarkEnd(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(":"))
            return true;
        if (!text.StartsWith(" "))
            return false;
        var i = 1;
        while (i < text.Length && char.IsAsciiLetter(text[i]))
            i++;
        var letters = i;
        while (i < text.Length && char.IsAsciiDigit(text[i]))
            i++;
        return letters > 1 && i > letters && i < text.Length && text[i] is ':' or ' ';
    }
}
