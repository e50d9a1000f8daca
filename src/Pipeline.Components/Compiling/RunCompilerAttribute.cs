using Nuke.Common;
using Nuke.Common.Execution;

namespace Pipeline.Components.Compiling;

/// <summary>
/// One compiler for a run: what the components of this library compile (the quick tests, the service, the migrations) is compiled by one process,
/// which is warm after the first project and ends with the run. Where compilers are kept from staying behind (<c>UseSharedCompilation=false</c>), too.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RunCompilerAttribute : BuildExtensionAttributeBase, IOnBuildInitialized, IOnBuildFinished
{
    /// <inheritdoc />
    public void OnBuildInitialized(IReadOnlyCollection<ExecutableTarget> executableTargets, IReadOnlyCollection<ExecutableTarget> executionPlan) => RunCompiler.IsWanted = true;

    /// <inheritdoc />
    public void OnBuildFinished()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            RunCompiler.StopAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // It ends by itself, when it has had nothing to do for a while.
        }
    }
}
