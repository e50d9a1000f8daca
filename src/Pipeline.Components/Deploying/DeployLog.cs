using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Waiting;
using Serilog;

namespace Pipeline.Components.Deploying;

/// <summary>A deployment as its target's output shows it.</summary>
internal sealed class DeployLog(bool useColor) : IProgress<DeployProgress>
{
    private const string Reset = "\e[0m";

    public void Report(DeployProgress value)
    {
        switch (value.Kind)
        {
            case DeployProgressKind.Warning:
                Log.Warning("{Message:l}", value.Message);
                break;
            case DeployProgressKind.Failed:
                Log.Error("{Message:l}", value.Message);
                break;
            case DeployProgressKind.Applied or DeployProgressKind.Pruned:
                Log.Debug("[{Done}/{Total}] {Message:l}", value.Done, value.Total, value.Message);
                break;
            default:
                Log.Information("{Message:l}", value.Message);
                break;
        }
    }

    public void Show(DeployPlan plan)
    {
        foreach (var line in PlanText.Lines(plan))
        {
            if (line.Kind is PlanLineKind.Warning or PlanLineKind.Conflict)
                Log.Warning("{Line:l}", line.Text);
            else
                Log.Information("{Line:l}", useColor ? Colored(line) : line.Text);
        }
    }

    /// <summary>Why it failed, as far as the cluster tells. The failure itself was told when it happened.</summary>
    public static void Show(DeployFailure failure)
    {
        foreach (var diagnosis in failure.Diagnoses)
        {
            Log.Information("{Object}: {Message:l}", diagnosis.Reference.ToString(), diagnosis.Readiness.Message);
            foreach (var line in diagnosis.Containers.Concat(diagnosis.Events))
                Log.Information("  {Line:l}", line);
            if (diagnosis.LogSource is not null)
                Log.Information("  The end of the log of {Source:l}:", diagnosis.LogSource);
            foreach (var line in diagnosis.LogLines)
                Log.Information("    {Line:l}", line);
        }
    }

    private static string Colored(PlanLine line) => line.Kind switch
    {
        PlanLineKind.Added => $"\e[32m{line.Text}{Reset}",
        PlanLineKind.Changed => $"\e[33m{line.Text}{Reset}",
        PlanLineKind.Removed => $"\e[31m{line.Text}{Reset}",
        PlanLineKind.Heading or PlanLineKind.Summary => $"\e[1m{line.Text}{Reset}",
        _ => line.Text,
    };
}
