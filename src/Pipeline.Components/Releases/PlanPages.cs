using Nuke.Common.IO;
using Pipeline.Components.Workflows;
using Pipeline.Releases.Pages;
using Serilog;

namespace Pipeline.Components.Releases;

/// <summary>Writes the page of a plan: as files (Markdown, and HTML beside it), into the job's summary on GitHub, and its hash as the step's output <c>plan-hash</c>.</summary>
/// <param name="build">The build.</param>
/// <param name="name">The plan's name: <c>release</c>, <c>rollback</c>.</param>
internal sealed class PlanPages(Deploying.IDeploy build, string name)
{
    /// <summary>The page for people is beside it, as <c>.html</c>.</summary>
    public AbsolutePath PageFile => build.ArtifactsDirectory / "release" / $"{name}.{build.Environment}.md";

    public async Task WriteAsync(string page, string hash, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(PageFile.Parent!);
        await File.WriteAllTextAsync(PageFile!, page, cancellationToken);
        var forPeople = PageFile.Parent / $"{PageFile.NameWithoutExtension}.html";
        await File.WriteAllTextAsync(forPeople!, PlanHtml.Page(page), cancellationToken);
        Log.Information("The plan as a page: {File}", build.RootDirectory.GetRelativePathTo(forPeople).ToString());
        WorkflowRun.Summary(page);
        WorkflowRun.Output("plan-hash", hash);
    }
}
