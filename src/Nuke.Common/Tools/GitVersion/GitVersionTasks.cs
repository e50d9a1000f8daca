using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.GitVersion;

/// <summary>GitVersion, from package <c>GitVersion.Tool</c>.</summary>
public partial class GitVersionTasks
{
    /// <inheritdoc />
    protected override object? GetResult<T>(ToolOptions options, IReadOnlyCollection<Output> output) => JsonOutput.Read<GitVersion>(output);
}
