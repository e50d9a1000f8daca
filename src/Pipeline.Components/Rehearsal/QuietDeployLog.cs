using Pipeline.Kubernetes.Applying;
using Serilog;

namespace Pipeline.Components.Rehearsal;

/// <summary>A deployment that is meant to fail: its failure is no error of the run.</summary>
internal sealed class QuietDeployLog : IProgress<DeployProgress>
{
    public void Report(DeployProgress value) => Log.Debug("{Message:l}", value.Message);
}
