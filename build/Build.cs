using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Components.Compiling;
using Pipeline.Components.Configuration;
using Pipeline.Components.Coverage;
using Pipeline.Components.Diagnosing;
using Pipeline.Components.Files;
using Pipeline.Components.Manifests;
using Pipeline.Components.Migrations;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Reporting;
using Pipeline.Components.Secrets;
using Pipeline.Components.Targets;
using Pipeline.Components.Workflows;

[ParallelTargets]
[DeliveryReport]
[SharedCache]
[DeliveryWorkflows]
partial class Build : NukeBuild, IRestore, ICompile, ITest, ICoverageGate, IPack, IMigrateDatabase, IDiagnoseEnvironment, IMoveFiles, IRotateSecret, IRehearseDelivery, IHazRunCompiler
{
    public static int Main() => Execute<Build>(x => ((IRehearseDelivery)x).Rehearse);

    public RunCompiler Compiler { get; } = new(EnvironmentInfo.GetVariable("UseSharedCompilation"));

    AbsolutePath IHazArtifacts.ArtifactsDirectory => RootDirectory / "output";

    /// <summary>What a pull request must pass.</summary>
    Target Deliver => _ => _
        .Description("From sources to what is deployed: compile, all tests behind the gate, image, manifests, settings.")
        .DependsOn<ICoverageGate>(x => x.CheckCoverage)
        .DependsOn<IValidateManifests>(x => x.ValidateManifests)
        .DependsOn<ICheckEnvironment>(x => x.CheckEnvironment);

    Target Clean => _ => _
        .Description("Deletes output, the rehearsal's state, and what compilers left.")
        .DependsOn<IRehearse>(x => x.Down)
        .Before<IRestore>(x => x.Restore)
        .Executes(() =>
        {
            (RootDirectory / "src").GlobDirectories("*/bin", "*/obj").DeleteDirectories();
            (RootDirectory / "tests").GlobDirectories("*/bin", "*/obj").DeleteDirectories();
            (RootDirectory / "migrations").GlobDirectories("bin", "obj").DeleteDirectories();
            (RootDirectory / "output").CreateOrCleanDirectory();
            ((IRehearse)this).RehearsalDirectory.DeleteDirectory();
        });

    protected override void OnBuildFinished() => Compiler.Dispose();

    Target Nothing => _ => _
        .Description("Does nothing: the cost of a run.")
        .Executes(() => { });
}
