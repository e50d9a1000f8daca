using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Components;
using Pipeline.Components.Compiling;
using Pipeline.Components.Targets;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Pipeline.Components.Services;

/// <summary>Publishes the service that is delivered: framework-dependent, for Linux, always in Release, the same bytes for the same sources.</summary>
public interface IPublishService : IHazArtifacts, IHazSolution
{
    /// <summary>The service's project, e.g. <c>src/AgentKit.Server/AgentKit.Server.csproj</c>.</summary>
    AbsolutePath ServiceProject { get; }

    /// <summary>Sources of the service and of everything it references, as globs below the root. Default: all of <c>src</c>.</summary>
    IReadOnlyList<string> ServiceSources => ["src/**", "!**/bin/**", "!**/obj/**", "Directory.Build.props", "Directory.Packages.props", "global.json"];

    /// <summary>Where the published service goes.</summary>
    AbsolutePath PublishDirectory => ArtifactsDirectory / "publish" / ServiceProject.NameWithoutExtension;

    /// <summary>Changes how the service is published.</summary>
    Configure<DotNetPublishSettings> PublishServiceSettings => x => x;

    /// <summary>Publishes the service.</summary>
    Target PublishService => _ => _
        .Description("Publishes the service for its image.")
        .TryDependsOn<IRestore>(x => x.Restore)
        .CacheInputs([.. ServiceSources])
        .CacheTool("dotnet", DotNetVersion.FindAsync)
        .CacheOutputs(RootDirectory.GetRelativePathTo(PublishDirectory).ToString())
        .Executes(() =>
        {
            PublishDirectory.CreateOrCleanDirectory();
            DotNetPublish(x => x
                .SetProject(ServiceProject)
                .SetConfiguration("Release")
                .SetOutput(PublishDirectory)
                .EnableNoRestore()
                .SetProperty("UseAppHost", "false")
                // Rules of style are Compile's.
                .SetProperty("RunAnalyzers", "false")
                .CompiledBy(this)
                .Apply(PublishServiceSettings));
        });
}
