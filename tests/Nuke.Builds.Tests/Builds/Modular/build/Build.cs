#nullable enable
using System;
using System.Linq;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Serilog;

partial class Build : NukeBuild, ICleanable, ICompilable, ITestable, IPublishable
{
    public static int Main() => Execute<Build>(x => ((ITestable)x).Test, x => x.Announce);

    [Solution] readonly Solution Solution = null!;

    Solution IHasSolution.Solution => Solution;

    string ICompilable.Flavour => "sweet";

    Target ICompilable.Compile => _ => _
        .Inherit<ICompilable>(x => x.Compile)
        .DependsOn(Version)
        .Executes(() => Log.Information("Compile, and some more"));

    Target Announce => _ => _
        .TryDependsOn<IPublishable>(x => x.Publish)
        .TryAfter<IMissing>(x => x.Nowhere)
        .Executes(() => Log.Information("Announced {Count} projects", Solution.AllProjects.Count));

    Target ITestable.Test => _ => _
        .Inherit<ITestable>()
        .ProceedAfterFailure()
        .Inherit<ITestable>(x => x.Test);
}

interface IMissing : INukeBuild
{
    Target Nowhere => _ => _;
}
