using Nuke.Common;
using Nuke.Common.Tools.DotNet;
using Serilog;

interface IHasConfiguration : INukeBuild
{
    [Parameter] Configuration Configuration => TryGetValue(() => Configuration) ?? (IsLocalBuild ? Configuration.Debug : Configuration.Release);
}

interface ICompilable : IHasSolution, IHasConfiguration
{
    string Flavour => "plain";

    Target Compile => _ => _
        .Description("Compiles")
        .WhenSkipped(DependencyBehavior.Skip)
        .Executes(() =>
        {
            Log.Information("Compile {Solution} {Configuration} {Flavour}", Solution.FileName, Configuration, Flavour);
            ReportSummary(_ => { _["Flavour"] = Flavour; return _; });
        });

    sealed DotNetBuildSettings Settings(DotNetBuildSettings _) => _.SetConfiguration(Configuration);
}
