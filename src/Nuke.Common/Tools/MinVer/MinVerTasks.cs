using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.MinVer;

/// <summary>MinVer, from package <c>minver-cli</c>.</summary>
public partial class MinVerTasks
{
    /// <inheritdoc />
    protected override object? GetResult<T>(ToolOptions options, IReadOnlyCollection<Output> output)
        => MinVerVersions.From(output.Last(x => x.Type == OutputType.Std).Text.Trim());
}
