using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Coverlet;

public static partial class CoverletSettingsExtensions
{
    /// <summary>Sets <c>Target</c> and <c>TargetArgs</c> to what the settings of a test runner say.</summary>
    public static CoverletSettings SetTargetSettings(this CoverletSettings options, ToolOptions targetSettings)
        => options.SetTarget(targetSettings.ProcessToolPath ?? "dotnet").SetTargetArgs(CommandLine.Join(ArgumentRenderer.Render(targetSettings).Arguments));

    /// <summary>Takes back <c>Target</c> and <c>TargetArgs</c>.</summary>
    public static CoverletSettings ResetTargetSettings(this CoverletSettings options) => options.ResetTarget().ClearTargetArgs();
}
