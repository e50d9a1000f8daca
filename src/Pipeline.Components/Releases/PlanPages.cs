using Nuke.Common.IO;
using Serilog;

namespace Pipeline.Components.Releases;

/// <summary>Writes the page of a plan: as a file, into the job's summary on GitHub, and its hash as the step's output <c>plan-hash</c>.</summary>
/// <param name="build">The build.</param>
/// <param name="name">The plan's name: <c>release</c>, <c>rollback</c>.</param>
internal sealed class PlanPages(Deploying.IDeploy build, string name)
{
    public AbsolutePath PageFile => build.ArtifactsDirectory / "release" / $"{name}.{build.Environment}.md";

    public async Task WriteAsync(string page, string hash, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(PageFile.Parent!);
        await File.WriteAllTextAsync(PageFile!, page, cancellationToken);
        Log.Information("The plan as a page: {File}", build.RootDirectory.GetRelativePathTo(PageFile).ToString());
        await AppendAsync("GITHUB_STEP_SUMMARY", page, cancellationToken);
        await AppendAsync("GITHUB_OUTPUT", $"plan-hash={hash}\n", cancellationToken);
    }

    private static async Task AppendAsync(string variable, string text, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file)
            await File.AppendAllTextAsync(file, text, cancellationToken);
    }
}
