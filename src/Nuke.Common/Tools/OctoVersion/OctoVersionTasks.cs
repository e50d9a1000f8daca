using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.OctoVersion;

/// <summary>OctoVersion, from package <c>OctoVersion.Tool</c>.</summary>
public partial class OctoVersionTasks
{
    /// <inheritdoc />
    protected override ToolOptions PreProcess(ToolOptions options)
        => options is OctoVersionGetVersionSettings settings && settings.OutputFormats is not { Count: > 0 } ? settings.AddOutputFormats(OctoVersionOutputFormatter.Json) : options;

    /// <inheritdoc />
    protected override object? GetResult<T>(ToolOptions options, IReadOnlyCollection<Output> output) => JsonOutput.Read<OctoVersionInfo>(output);
}
