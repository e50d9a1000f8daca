using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Images;
using Pipeline.Components.Migrations;
using Pipeline.Components.Promoting;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Releases;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Releases.Databases;

namespace Pipeline.Components.Deploying;

/// <summary>Opens what a stage consists of: its cluster, its database, its address. What a rehearsal needs is started where it doesn't run.</summary>
internal sealed class StageDelivery(IDeploy build, Stage stage)
{
    private readonly RehearsalDirectory _rehearsal = new(build.RehearsalDirectory!);

    public Stage Stage => stage;

    private bool IsRehearsal => stage.Cluster is null;

    public async Task<DeployTarget> TargetAsync(CancellationToken cancellationToken)
    {
        if (stage.Cluster is { } cluster)
            return DeployTarget.Of(cluster, build.RootDirectory!);
        var overlay = await KustomizeRenderer.RenderAsync(new RenderRequest(Overlay), cancellationToken);
        return await DeployTarget.OfRehearsalAsync(_rehearsal, build.RehearsalImages, overlay, cancellationToken);
    }

    public async Task<(Deployer Deployer, DeployTarget Target)> ConnectAsync(CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        return (await Deployer.ConnectAsync(target.Connection, new DeployerOptions { StartedBy = RunOrigin.Who() }, cancellationToken), target);
    }

    /// <summary>The set of objects, pinned to images.</summary>
    public async Task<DeployRequest> RequestAsync(IReadOnlyList<ImageOverride> images, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        var manifests = await KustomizeRenderer.RenderAsync(new RenderRequest(Overlay) { Images = images }, cancellationToken);
        if (IsRehearsal)
            manifests = RehearsalVariables.AddTo(manifests, target.Namespace, build.VariablesOfRehearsal(await FactsAsync(cancellationToken)));
        return new DeployRequest
        {
            Application = build.Application,
            Namespace = target.Namespace,
            Manifests = manifests,
            ForceConflicts = build.ForceConflicts,
            KeepFailed = build.NoRollback,
            Timeout = build.DeployTimeout,
        };
    }

    /// <summary>The database; null for a build without one, and for an environment that names none.</summary>
    /// <param name="opsImage">The image that Jobs run: that of the release whose migrations are meant.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReleaseDatabase?> DatabaseAsync(Func<string, CancellationToken, Task<ImageOverride>> opsImage, CancellationToken cancellationToken)
    {
        if (build is not IMigrateDatabase migrations || !IsRehearsal && build.Database is null)
            return null;
        IPipelineCommand command = JobsOf() is { } ops
            ? await JobAsync(ops, async x => [await opsImage(ops.OpsImageName, x)], cancellationToken)
            : await ProgramAsync(migrations, cancellationToken);
        return new PipelineDatabase(command, migrations.PublishedMigrationsDirectory / $"approved.{stage.Name}.json"!);
    }

    /// <summary>The image that Jobs of this stage would run for a release: what is trusted with the database. None where no Job is run.</summary>
    public IEnumerable<string> OpsImageOf(Release release) => JobsOf() is { } ops ? [OpsImage.ReferenceOf(release, ops.OpsImageName)] : [];

    /// <summary>The migrations that were built, as Jobs.</summary>
    public Task<PipelineJob> JobAsync(IBuildOpsImage ops, CancellationToken cancellationToken) => JobAsync(ops, _ => Task.FromResult(build.BuiltImages()), cancellationToken);

    /// <summary>
    /// The repository's Job for migrations where a named environment runs it, with what it needs beside it; null where none runs. A rehearsal's cluster allows
    /// everything, and what its Job needs is made by the delivery.
    /// </summary>
    public async Task<RenderedManifests?> MigrationJobAsync(CancellationToken cancellationToken) =>
        !IsRehearsal && build is IBuildOpsImage ops && build.Database?.MigratedFrom == MigrationPlace.Cluster
            ? await MigrationManifests.RenderAsync(ops.MigrationJobDirectory!, Overlay!, [], rehearsal: null, cancellationToken)
            : null;

    /// <summary>Makes the images that were built known to the rehearsal's cluster. The one that is delivered comes last: it is what a reference without a digest stands for.</summary>
    public async Task AddImagesAsync(CancellationToken cancellationToken)
    {
        foreach (var image in build.Images.Reverse().Where(x => Directory.Exists(x.Layout)))
            await RehearsalImages.AddAsync(_rehearsal.Images, image.Layout!, cancellationToken);
    }

    private async Task<PipelineJob> JobAsync(IBuildOpsImage ops, Func<CancellationToken, Task<IReadOnlyList<ImageOverride>>> images, CancellationToken cancellationToken)
    {
        var target = await TargetAsync(cancellationToken);
        return new PipelineJob
        {
            Connection = target.Connection,
            Namespace = target.Namespace,
            Assembly = ops.AssemblyInImage,
            Database = IsRehearsal ? DatabaseName(ops) : build.Database!.Name,
            By = PromotionCheck.ByWhom(build),
            Manifests = async x => await MigrationManifests.RenderAsync(ops.MigrationJobDirectory!, Overlay!, await images(x), IsRehearsal ? await FactsAsync(x) : null, x),
        };
    }

    private async Task<PipelineProgram> ProgramAsync(IMigrateDatabase migrations, CancellationToken cancellationToken)
    {
        if (IsRehearsal)
            return migrations.ProgramFor((await RehearsalServers.EnsureAsync(_rehearsal.Database, cancellationToken)).Uri, DatabaseName(migrations));
        var database = build.Database!;
        await using var secrets = new EnvironmentSecrets(build, null);
        var login = await secrets.CredentialsAsync(database, cancellationToken);
        return migrations.ProgramFor(database.Uri, database.Name) with { UserName = login.UserName, Password = login.Password?.Reveal() };
    }

    /// <summary>Where the service answers from outside; null where the environment doesn't say.</summary>
    public async Task<Uri?> AddressAsync(string namespaceName, CancellationToken cancellationToken)
    {
        if (!IsRehearsal)
            return build.ServiceAddress is { } text ? Parsed(text) : null;
        var services = await RehearsalServices.ReadAsync(_rehearsal.Services, namespaceName, cancellationToken);
        return services.Count == 0 ? null : new Uri($"http://{services.OrderByDescending(x => x.Service.EndsWith(":http", StringComparison.Ordinal)).First().Address}/");
    }

    // Null where migrations run on this machine, and where there are none.
    private IBuildOpsImage? JobsOf()
    {
        if (build is not (IMigrateDatabase migrations and IBuildOpsImage ops) || !IsRehearsal && build.Database is null)
            return null;
        return (IsRehearsal ? migrations.RehearsalMigratedFrom : build.Database!.MigratedFrom) == MigrationPlace.Cluster ? ops : null;
    }

    private AbsolutePath Overlay => build.ManifestDirectory / "overlays" / stage.Overlay;

    private async Task<RehearsalFacts> FactsAsync(CancellationToken cancellationToken)
    {
        var server = build is IRehearseDatabase ? await RehearsalServers.EnsureAsync(_rehearsal.Database, cancellationToken) : null;
        return new RehearsalFacts(server?.Uri, build is IMigrateDatabase migrations ? DatabaseName(migrations) : null, await KeptKey.OfAsync(_rehearsal.Key, cancellationToken));
    }

    // The build's own stage has the database that Migrate migrates; the others have theirs beside it.
    private string DatabaseName(IMigrateDatabase migrations) => stage.Overlay == build.DeployedOverlay ? migrations.RehearsalDatabaseName : $"{migrations.RehearsalDatabaseName}-{stage.Name}";

    private Uri Parsed(string address) => Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out var uri) && uri!.Scheme is "http" or "https"
        ? uri
        : throw new PipelineException(ComponentErrors.EnvironmentIncomplete, $"The environment '{build.Environment}' has the ServiceAddress '{address}', which is no http or https address.") { ExitCode = 2 };
}
