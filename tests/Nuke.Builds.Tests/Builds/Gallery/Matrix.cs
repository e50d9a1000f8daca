using System;
using System.Collections.Generic;
using System.Linq;
using Nuke.Common;
using Nuke.Common.CI;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Matrix;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Pack, x => x.Test);

    [Partition(2)] readonly Partition TestPartition;
    [Parameter] readonly string[] Runtimes = ["linux-x64", "win-x64"];

    static readonly string[] Projects = ["A", "B", "C", "D"];
    static readonly string[] Frameworks = ["net8.0", "net10.0"];

    Target Compile => _ => _
        .Executes(() =>
        {
            // The cross product of projects and frameworks, as settings only: nothing is started.
            var settings = new DotNetBuildSettings()
                .SetConfiguration("Release")
                .EnableNoRestore()
                .CombineWith(
                    from project in Projects
                    from framework in Frameworks
                    select new { project, framework },
                    (_, v) => _
                        .SetProjectFile(v.project)
                        .SetFramework(v.framework));
            foreach (var one in settings)
                Console.WriteLine($"build {one.ProjectFile} {one.Framework} {one.Configuration} {one.NoRestore}");
        });

    Target Publish => _ => _
        .DependsOn(Compile)
        .Executes(() =>
        {
            Configure<DotNetPublishSettings> common = _ => _.SetConfiguration("Release").SetProperty("Deterministic", "true");
            Runtimes
                .Select(x => new DotNetPublishSettings().Apply(common).SetRuntime(x).When(x.StartsWith("win"), _ => _.EnablePublishSingleFile()))
                .ForEach(x => Console.WriteLine($"publish {x.Runtime} {x.Configuration} {x.Properties.ContainsKey("PublishSingleFile")} {x.Properties["Deterministic"]}"));
        });

    Target Test => _ => _
        .DependsOn(Compile)
        .Partition(2)
        .Executes(() =>
        {
            Console.WriteLine($"Partition={TestPartition}");
            TestPartition.GetCurrent(Projects).ForEach((x, i) => Console.WriteLine($"test {i} {x}"));
        });

    Target Pack => _ => _
        .DependsOn(Publish)
        .Executes(() =>
        {
            // One process for each project, two at a time; the tool is a stand-in that writes its arguments.
            DotNetPack(_ => _
                .SetProcessToolPath(RootDirectory / "tools" / "fake-dotnet.sh")
                .SetConfiguration("Release")
                .SetOutputDirectory(RootDirectory / "packages")
                .SetVersion("2.0.0-beta.1")
                .AddProperty("Copyright", "Someone; and others")
                .CombineWith(Projects, (_, v) => _.SetProject(v + ".csproj")),
                degreeOfParallelism: 2);
        });
}
