using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Migrations;
using Pipeline.Components.Rehearsal;
using Pipeline.Components.Releases;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Planning;
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
        return await DeployTarget.OfRehearsalAsync(_rehearsal, build.ImageName, overlay, cancellationToken);
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
    public async Task<IReleaseDatabase?> DatabaseAsync(CancellationToken cancellationToken)
    {
        if (build is not IMigrateDatabase migrations)
            return null;
        var planFile = migrations.PublishedMigrationsDirectory / $"approved.{stage.Name}.json";
        if (IsRehearsal)
        {
            var server = await RehearsalServers.EnsureAsync(_rehearsal.Database, cancellationToken);
            return new DatabaseProgram(migrations.ProgramFor(server.Uri, DatabaseName(migrations)), planFile!);
        }

        if (build.Database is not { } database)
            return null;
        await using var secrets = new EnvironmentSecrets(build, null);
        var login = await secrets.CredentialsAsync(database, cancellationToken);
        return new DatabaseProgram(migrations.ProgramFor(database.Uri, database.Name) with { UserName = login.UserName, Password = login.Password?.Reveal() }, planFile!);
    }

    /// <summary>Where the service answers from outside; null where the environment doesn't say.</summary>
    public async Task<Uri?> AddressAsync(string namespaceName, CancellationToken cancellationToken)
    {
        if (!IsRehearsal)
            return build.ServiceAddress is { } text ? Parsed(text) : null;
        var services = await RehearsalServices.ReadAsync(_rehearsal.Services, namespaceName, cancellationToken);
        return services.Count == 0 ? null : new Uri($"http://{services.OrderByDescending(x => x.Service.EndsWith(":http", StringComparison.Ordinal)).First().Address}/");
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
