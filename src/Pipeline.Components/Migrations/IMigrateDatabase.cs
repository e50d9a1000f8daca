using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tools.DotNet;
using Nuke.Components;
using Pipeline.Components.Compiling;
using Pipeline.Components.Coverage;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Promoting;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Services;
using Pipeline.Components.Scanning;
using Pipeline.Components.Signing;
using Pipeline.Components.Targets;
using Pipeline.Components.Testing;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Pipeline.Components.Migrations;

/// <summary>
/// Migrates the environment's MongoDB database with the migrations project of this repository. The work is done by
/// <c>pipeline migrate</c>, the same program that a Job in a cluster runs. What touches a database is never answered from a cache.
/// </summary>
public interface IMigrateDatabase : IHazArtifacts, IHazDestination, IRehearseDatabase
{
    /// <summary>The folder with the migrations project. Default <c>migrations</c>.</summary>
    AbsolutePath MigrationsDirectory => RootDirectory / "migrations";

    /// <summary>Sources of the migrations and of what they reference, as globs below the root: while they stay the same, nothing is compiled.</summary>
    IReadOnlyList<string> MigrationSources => [$"{RootDirectory.GetRelativePathTo(MigrationsDirectory)}/**", "src/**", "!**/bin/**", "!**/obj/**", "Directory.*.props", "global.json"];

    /// <summary>The project of the <c>pipeline</c> command, where it is compiled from source. Default none: the tool is used.</summary>
    AbsolutePath? PipelineProject => null;

    /// <summary>The <c>pipeline</c> command: a path, or a name on PATH. Default: what <see cref="PipelineProject"/> compiles to, else the tool <c>pipeline</c>.</summary>
    string PipelineCommand => PipelineProject is null ? "pipeline" : (PublishedMigrationsDirectory / "pipeline" / "pipeline.dll")!;

    /// <summary>Name of the database in a rehearsal. Default: the root folder's name would differ between machines, so <c>rehearsal</c>.</summary>
    string RehearsalDatabaseName => "rehearsal";

    /// <summary>
    /// Where a rehearsal's migrations run: as the environments' do, so that what runs on a laptop is what runs in the cluster. A run of the migration
    /// targets alone, without <c>Deploy</c>, needs no cluster and runs them here. Default the cluster, for a build that deploys and makes the image for it.
    /// </summary>
    MigrationPlace RehearsalMigratedFrom => this is IDeploy and IBuildOpsImage ? MigrationPlace.Cluster : MigrationPlace.BuildMachine;

    /// <summary>The Job that migrates in a cluster, as a kustomization. Default <c>k8s/components/migrations</c>.</summary>
    AbsolutePath MigrationJobDirectory => RootDirectory / "k8s" / "components" / "migrations";

    /// <summary>Where the compiled migrations (and the <c>pipeline</c> command) go.</summary>
    AbsolutePath PublishedMigrationsDirectory => ArtifactsDirectory / "migrations";

    /// <summary>Where <see cref="PlanMigrations"/> saves its plan.</summary>
    AbsolutePath MigrationPlanFile => PublishedMigrationsDirectory / $"plan.{Environment}.json";

    /// <summary>A plan that <see cref="PlanMigrations"/> saved; <see cref="Migrate"/> then runs exactly that, or refuses.</summary>
    [CommandLineParameter("Saved plan that Migrate is to run exactly.")]
    AbsolutePath? MigrationPlan => TryGetValue(() => MigrationPlan);

    /// <summary>Only migrations of this phase. Default both; in a named environment of a build that finishes releases, the expand phase: the other is <see cref="IPromote.FinishRelease"/>'s.</summary>
    [CommandLineParameter("Only migrations of this phase: expand or contract. Default both; in a named environment the expand phase, since FinishRelease runs the other.")]
    MigrationPhase? Phase => TryGetValue<MigrationPhase?>(() => Phase) ?? (!IsRehearsal && this is IPromote ? MigrationPhase.Expand : null);

    /// <summary>Compiles the migrations.</summary>
    Target PublishMigrations => _ => _
        .Description("Compiles the migrations, and the command that runs them.")
        .TryAfter<IRestore>(x => x.Restore)
        .TryAfter<ICompile>(x => x.Compile)
        .OnlyWhenDynamic(() => AreCompiledHere())
        .CacheInputs([.. MigrationSources])
        .CacheTool("dotnet", DotNetVersion.FindAsync)
        .CacheOutputs($"{RootDirectory.GetRelativePathTo(PublishedMigrationsDirectory / "migrations")}", $"{RootDirectory.GetRelativePathTo(PublishedMigrationsDirectory / "pipeline")}")
        .Executes(() =>
        {
            Publish(MigrationsProject(), PublishedMigrationsDirectory / "migrations");
            if (PipelineProject is { } pipeline)
                Publish(pipeline, PublishedMigrationsDirectory / "pipeline");
        });

    /// <summary>Shows what would run, and saves it as a plan.</summary>
    Target PlanMigrations => _ => _
        .Description("Shows which migrations would run, with warnings and costs.")
        .Requires(() => EnvironmentCheck.HasDatabase(this))
        .Requires(() => GoesToNumber())
        .DependsOn(PublishMigrations)
        .TryAfter<IBuildImage>(x => x.BuildImage)
        .TryAfter<IBuildOpsImage>(x => x.BuildOpsImage)
        .Executes(async cancellationToken => await RunAsync(new PipelineCall(PipelineCall.Plan, [.. Version(), .. PhaseOnly()]) { PlanFile = MigrationPlanFile! }, cancellationToken));

    /// <summary>Applies what is pending.</summary>
    Target Migrate => _ => _
        .Description("Applies the pending migrations.")
        .Requires(() => EnvironmentCheck.HasDatabase(this))
        .Requires(() => PromotionCheck.MayBeMigrated(this))
        .Requires(() => GoesToNumber())
        .DependsOn(PublishMigrations)
        .TryAfter<IBuildImage>(x => x.BuildImage)
        .TryAfter<IBuildOpsImage>(x => x.BuildOpsImage)
        .TryAfter<ICoverageGate>(x => x.CheckCoverage)
        .TryAfter<ITestFast>(x => x.CheckFastTests)
        .TryAfter<IScanImage>(x => x.ScanImage)
        .TryAfter<IVerifyRelease>(x => x.VerifyRelease)
        .After(PlanMigrations)
        .Executes(async cancellationToken => await RunAsync(new PipelineCall("up", [.. Version(), .. PhaseOnly()]) { PlanFile = MigrationPlan?.ToString() }, cancellationToken));

    /// <summary>Takes migrations back.</summary>
    Target RollbackMigrations => _ => _
        .Description("Takes back the migrations after a version (--to).")
        .Requires(() => EnvironmentCheck.HasDatabase(this))
        .Requires(() => PromotionCheck.MayBeMigrated(this))
        .Requires(() => GoesToNumber())
        .Requires(() => To!)
        .DependsOn(PublishMigrations)
        .TryAfter<IBuildImage>(x => x.BuildImage)
        .TryAfter<IBuildOpsImage>(x => x.BuildOpsImage)
        .After(PlanMigrations)
        .Executes(async cancellationToken => await RunAsync(new PipelineCall("down", Version()), cancellationToken));

    /// <summary>Holds the database against what the migrations declare.</summary>
    Target VerifyMigrations => _ => _
        .Description("Holds collections, indexes and validators against what the migrations declare.")
        .Requires(() => EnvironmentCheck.HasDatabase(this))
        .DependsOn(PublishMigrations)
        .TryAfter<IBuildImage>(x => x.BuildImage)
        .TryAfter<IBuildOpsImage>(x => x.BuildOpsImage)
        .After(Migrate, RollbackMigrations)
        .Executes(async cancellationToken => await RunAsync(new PipelineCall("verify"), cancellationToken));

    /// <summary>Reviews the indexes.</summary>
    Target ReviewIndexes => _ => _
        .Description("Reports unused, redundant and missing indexes.")
        .Requires(() => EnvironmentCheck.HasDatabase(this))
        .DependsOn(PublishMigrations)
        .TryAfter<IBuildImage>(x => x.BuildImage)
        .TryAfter<IBuildOpsImage>(x => x.BuildOpsImage)
        .After(Migrate, RollbackMigrations)
        .Executes(async cancellationToken => await RunAsync(new PipelineCall("review-indexes"), cancellationToken));

    private async Task RunAsync(PipelineCall call, CancellationToken cancellationToken)
    {
        if (this is IDeploy deploy and IBuildOpsImage ops && RunsAsJob())
        {
            var stage = new StageDelivery(deploy, Stage.Of(deploy));
            if (IsRehearsal)
                await stage.AddImagesAsync(cancellationToken);
            await (await stage.JobAsync(ops, cancellationToken)).RunAsync(call, cancellationToken);
            return;
        }

        if (Database is { } database)
        {
            await using var secrets = new EnvironmentSecrets(this, null);
            var credentials = await secrets.CredentialsAsync(database, cancellationToken);
            await (ProgramFor(database.Uri, database.Name) with { UserName = credentials.UserName, Password = credentials.Password?.Reveal() }).RunAsync(call, cancellationToken);
            return;
        }

        await using var rehearsal = await RehearsalDatabase.OpenAsync(new RehearsalDirectory(RehearsalDirectory!), TimeProvider.System, cancellationToken);
        await ProgramFor(rehearsal.Uri, RehearsalDatabaseName).RunAsync(call, cancellationToken);
    }

    /// <summary>The compiled migrations in the ops image.</summary>
    internal sealed string AssemblyInImage => $"/app/migrations/{MigrationsProject().NameWithoutExtension}.dll";

    /// <summary>The program that migrates a database.</summary>
    internal sealed PipelineProgram ProgramFor(string uri, string database) => new()
    {
        Program = PipelineCommand,
        Assembly = PublishedMigrationsDirectory / "migrations" / $"{MigrationsProject().NameWithoutExtension}.dll",
        Uri = uri,
        Database = database,
        By = PromotionCheck.ByWhom(this),
    };

    // A rehearsal's cluster is part of the runs that deploy to it; a run that only migrates needs none.
    private bool RunsAsJob() => IsRehearsal
        ? RehearsalMigratedFrom == MigrationPlace.Cluster && ExecutionPlan.Any(x => x.Name == nameof(IDeploy.Deploy))
        : Database?.MigratedFrom == MigrationPlace.Cluster;

    // Where Jobs run what an image holds, only who builds that image compiles: no compiler beside an environment's rights.
    private bool AreCompiledHere() => IsRehearsal || Database?.MigratedFrom != MigrationPlace.Cluster || ScheduledTargets.Any(x => x.Name == nameof(IBuildOpsImage.BuildOpsImage));

    private AbsolutePath MigrationsProject() => MigrationsDirectory.GlobFiles("*.csproj").ToList() switch
    {
        [var project] => project,
        var projects => throw new PipelineException(ComponentErrors.NoMigrationsProject, $"{MigrationsDirectory} has {projects.Count} projects, and exactly one is needed. Set MigrationsDirectory to the folder of the migrations project.") { ExitCode = 2 },
    };

    private string[] Version() => ToNumber is { } version ? ["--to", version.ToString(System.Globalization.CultureInfo.InvariantCulture)] : [];

    private string[] PhaseOnly() => Phase is { } phase ? ["--phase", phase.ToString().ToLowerInvariant()] : [];

    private void Publish(AbsolutePath project, AbsolutePath directory)
    {
        directory.CreateOrCleanDirectory();
        DotNetPublish(x => x
            .SetProject(project)
            .SetConfiguration("Release")
            .SetOutput(directory)
            .SetProperty("UseAppHost", "false")
            // Rules of style are Compile's.
            .SetProperty("RunAnalyzers", "false")
            .CompiledBy(this)
            .SetProperty("PipelineReadyToRun", "true"));
    }
}
