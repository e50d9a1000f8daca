using Nuke.Common.Tooling;
using Serilog.Events;

namespace Nuke.Common.Tools.Npm;

/// <summary>The package manager of Node.js. It writes notices and warnings to standard error; they are logged as what they are.</summary>
public partial class NpmTasks
{
    /// <inheritdoc />
    protected internal override Action<OutputType, string> GetLogger(ToolOptions? options = null)
        => options?.ProcessLogger ?? ((type, text) => ProcessTasks.Write(LevelOf(type, text), text));

    internal static LogEventLevel LevelOf(OutputType type, string text)
        => type == OutputType.Std ? LogEventLevel.Debug
            : text.StartsWith("npm warn", StringComparison.OrdinalIgnoreCase) ? LogEventLevel.Warning
            : text.StartsWith("npm notice", StringComparison.OrdinalIgnoreCase) || text.StartsWith("npm info", StringComparison.OrdinalIgnoreCase) ? LogEventLevel.Debug
            : LogEventLevel.Error;
}
