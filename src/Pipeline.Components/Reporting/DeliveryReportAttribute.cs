using Nuke.Common.Execution;
#if !NUKE_PACKAGES
using Nuke.Common;
using Pipeline.Authoring;
#endif

namespace Pipeline.Components.Reporting;

/// <summary>
/// Leaves a page to look at after each delivery: <c>output/report/index.html</c>, with what was done, what it found, and what it did not
/// prove. Runs that deliver nothing leave it as it is. On NUKE's own engine it does nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DeliveryReportAttribute : BuildExtensionAttributeBase
#if !NUKE_PACKAGES
    , IEngineExtension
#endif
{
    /// <summary>A run that planned one of these, and didn't skip it, is a delivery. Default: what changes an environment.</summary>
    public string[] Targets { get; set; } = ["Rehearse", "Up", "Deploy", "Promote", "Rollback", "FinishRelease"];

#if !NUKE_PACKAGES
    /// <inheritdoc />
    public EngineSettings Configure(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings with { Observers = [.. settings.Observers, new DeliveryReporter(ReportedBuild.Of(Build), Targets, Tell)] };
    }

    private static void Tell(bool isWarning, string message)
    {
        if (isWarning)
            Serilog.Log.Warning("{Message:l}", message);
        else
            Serilog.Log.Information("{Message:l}", message);
    }
#endif
}
