using System.Globalization;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Migrations;
using Pipeline.Components.Releases;
using Pipeline.Components.SmokeTesting;
using Pipeline.Components.Targets;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Migrations.Authoring;
using Pipeline.Releases;
using Pipeline.Releases.Databases;
using Pipeline.Releases.Health;
using Pipeline.Releases.Notifying;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Promoting;

/// <summary>A promotion with its two ends open: the environment that feeds, and the one that is fed.</summary>
internal sealed class PromotionSession : IDisposable
{
    private readonly IPromote _build;
    private readonly StageDelivery _target;
    private readonly (Deployer Deployer, DeployTarget Target) _from;
    private readonly (Deployer Deployer, DeployTarget Target) _to;
    private readonly IReleaseDatabase? _database;

    private PromotionSession(IPromote build, StageDelivery target, (Deployer, DeployTarget) from, (Deployer, DeployTarget) to, IReleaseDatabase? database) =>
        (_build, _target, _from, _to, _database) = (build, target, from, to, database);

    private PromotionPolicy Policy => _build.AppliedPolicy;

    // Where a rehearsal's service is, is known when it is deployed.
    private bool CanSmokeTest => _build.SmokeChecks.Count > 0 && (_build.IsRehearsal || _build.ServiceAddress is not null);

    public static async Task<PromotionSession> OpenAsync(IPromote build, CancellationToken cancellationToken)
    {
        var (source, target) = build.IsRehearsal
            ? (Stage.OfRehearsal(build, build.Policy.Source), Stage.OfRehearsal(build, build.Policy.Target))
            : (Stage.Other(build, build.Policy.Source), Stage.Of(build));
        var to = new StageDelivery(build, target);
        var from = await new StageDelivery(build, source).ConnectAsync(cancellationToken);
        try
        {
            var database = await to.DatabaseAsync(async (name, token) => OpsImage.Of(await SourceAsync(build, from, token), name), cancellationToken);
            return new PromotionSession(build, to, from, await to.ConnectAsync(cancellationToken), database);
        }
        catch
        {
            from.Deployer.Dispose();
            throw;
        }
    }

    /// <summary>Everything that the promotion would do now.</summary>
    /// <param name="isCarriedOut">Whether it is about to be carried out: then a right that is missing for that ends it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ReleasePlan> PlanAsync(bool isCarriedOut, CancellationToken cancellationToken)
    {
        var source = await SourceAsync(cancellationToken);
        if (ReleaseRegistries.Of(_build) is { } registries)
            await registries.RequireAsync([.. source.Images, .. _target.OpsImageOf(source)], $"./build.sh CopyImages{_build.CommandText} --release {source.Number}", cancellationToken);
        var request = await RequestAsync(source, cancellationToken) with { MustBeTried = isCarriedOut };
        var deployment = await _to.Deployer.PlanAsync(request, cancellationToken);
        var signatures = new ImageSignatures(_build);
        var jobs = await signatures.OfAsync(_target.OpsImageOf(source), cancellationToken);
        var migrations = await TrustedJobs.PlanAsync(_database, Policy, jobs, cancellationToken);
        var before = deployment.CurrentNumber is { } current ? await _to.Deployer.ObjectsAsync(_build.Application, request.Namespace, current, cancellationToken) : [];
        var approvals = await ApprovalsAsync(cancellationToken);
        List<System.Text.Json.Nodes.JsonObject> after = [.. request.Manifests.Objects.Select(x => x.Body)];
        return ReleasePlanner.Plan(new ReleaseFacts
        {
            Environment = _target.Stage.Name,
            Policy = Policy,
            Source = source,
            Deployment = deployment,
            Images = [.. await signatures.OfAsync(source.Images, cancellationToken), .. jobs],
            Migrations = migrations,
            MigrationProblem = migrations is { IsEmpty: false } ? await MigrationProblemAsync(deployment, cancellationToken) : null,
            Settings = SettingComparison.Compare(before, after),
            Secrets = await SecretsAsync(after, cancellationToken),
            ManifestCommit = _build.GitRepository?.Commit,
            WorkflowDigest = await WorkflowFile.DigestAsync(_build.RootDirectory!, cancellationToken),
            ApprovedBy = approvals.By,
            ApprovalsUnknown = approvals.Unknown,
            FreezeOverride = _build.OverrideFreeze ? _build.Reason : null,
            LastPromotion = await Journal().ReadAsync(cancellationToken),
            CanSmokeTest = CanSmokeTest,
            NotWired = [.. NotWired()],
            MadeBy = RunOrigin.Who(),
            Now = DateTimeOffset.UtcNow,
        });
    }

    public async Task<PromotionOutcome> PromoteAsync(string? hash, CancellationToken cancellationToken)
    {
        var saved = File.Exists(_build.ReleasePlanFile) ? ReleasePlanFile.Read(await File.ReadAllTextAsync(_build.ReleasePlanFile!, cancellationToken), _build.ReleasePlanFile!) : null;
        var approved = hash ?? saved?.Hash ?? throw new PipelineException(ComponentErrors.PromotionUnclear, "There is no plan. Make it with ./build.sh PlanRelease.") { ExitCode = 2 };
        var source = await SourceAsync(cancellationToken);
        // The lock and the note live in the namespace, which the first release brings.
        await _to.Deployer.MakeNamespaceAsync(await RequestAsync(source, cancellationToken), cancellationToken);
        // Credentials that can't be read are found out before anything is changed.
        using var metrics = await MetricsClient.OpenAsync(_build, cancellationToken);
        var promotion = new Promotion(Journal(), new ClusterPromotionTarget(Parts(source, Health(metrics))), new ImmediateProgress(x => Log.Information("{Message:l}", x.Message)));
        return await promotion.RunAsync(
            new PromotionRequest
            {
                Number = source.Number,
                PlanHash = approved,
                Plan = x => PlanAsync(isCarriedOut: true, x),
                Approved = saved is not null && PlanApproval.IsOf(saved.Hash, approved) ? saved : null,
                StartedBy = RunOrigin.Who(),
            },
            cancellationToken);
    }

    /// <summary>Tells how it ended.</summary>
    /// <exception cref="PipelineException">PIPE9707, PIPE9708: it failed.</exception>
    public async Task ReportAsync(PromotionOutcome outcome, CancellationToken cancellationToken)
    {
        var (report, state) = (new DeployReport(_build), outcome.State);
        foreach (var found in outcome.Evidence)
        {
            report.Show(found);
            await _build.Evidence.WriteAsync(found, cancellationToken);
        }

        await report.ShowReleasesAsync(_to.Deployer, _to.Target.Namespace, cancellationToken);
        _build.ReportSummary(x =>
        {
            x["Release"] = state.Number.ToString(CultureInfo.InvariantCulture);
            x["Result"] = state.Stage.ToString();
            return x;
        });
        var kind = state.Stage switch { PromotionStage.Promoted => ReleaseEventKind.Promoted, PromotionStage.RolledBack => ReleaseEventKind.RolledBack, _ => ReleaseEventKind.NeedsPerson };
        if (!outcome.WasEnded)
            await report.TellAsync(kind, state.Number, state.Failure, cancellationToken);
        if (outcome.IsSuccess)
        {
            Log.Information("Release {Number} is promoted to {Environment:l}{How:l}", state.Number, _target.Stage.Name, outcome.WasEnded ? ": it had been before this run, by the same plan" : "");
            return;
        }

        var back = state.EarlierNumber is { } earlier ? $"Release {earlier} is back." : "There was no earlier release.";
        throw state.Stage == PromotionStage.NeedsPerson
            ? new PipelineException(ReleaseErrors.PersonNeeded, $"Release {state.Number} failed in {_target.Stage.Name}: {state.Failure} {back} {state.SchemaFate}")
            : new PipelineException(ReleaseErrors.PromotionFailed, $"Release {state.Number} failed in {_target.Stage.Name}: {state.Failure} {back} {state.SchemaFate}");
    }

    public void Dispose()
    {
        _to.Deployer.Dispose();
        _from.Deployer.Dispose();
    }

    private PromotionParts Parts(Release source, PrometheusHealth? health) => new()
    {
        Deployer = _to.Deployer,
        Application = _build.Application,
        Namespace = _to.Target.Namespace,
        Request = x => RequestAsync(source, x),
        Database = _database,
        SmokeTest = x => _build.RunAsync(_target, _to.Target.Namespace, x),
        Watch = health is not null && Policy.Watch > TimeSpan.Zero ? x => new HealthWatch(health, TimeProvider.System).WatchAsync(Policy.Watch, Policy.MaxErrorShare, _target.Stage.Name, x) : null,
        Progress = new DeployLog(TargetColors.AreWanted),
    };

    private ClusterJournal Journal() => new(_to.Deployer, _build.Application, _to.Target.Namespace, x => Log.Information("{Message:l}", x));

    private PrometheusHealth? Health(HttpClient? client) => client is not null && _build.Metrics is { } metrics ? new PrometheusHealth(client, metrics.Requests, metrics.Failures, TimeProvider.System) : null;

    private Task<Release> SourceAsync(CancellationToken cancellationToken) => SourceAsync(_build, _from, cancellationToken);

    // As it is to run here: where this environment has a registry of its own, from that.
    private static async Task<Release> SourceAsync(IPromote build, (Deployer Deployer, DeployTarget Target) from, CancellationToken cancellationToken)
    {
        var release = await PromotedRelease.FindAsync(build, from.Deployer, from.Target, cancellationToken);
        return ReleaseRegistries.Of(build)?.Moved(release) ?? release;
    }

    /// <summary>The environment's own manifests, with the release's images and evidence.</summary>
    private async Task<DeployRequest> RequestAsync(Release source, CancellationToken cancellationToken) =>
        await _target.RequestAsync(ReleaseImages.Of(source), cancellationToken) with { Number = source.Number, Evidence = source.Evidence };

    // The release that runs goes on serving while the new one comes up.
    private async Task<string?> MigrationProblemAsync(DeployPlan deployment, CancellationToken cancellationToken)
    {
        if (deployment.CurrentNumber is not { } current)
            return null;
        var release = (await _to.Deployer.HistoryAsync(_build.Application, _to.Target.Namespace, cancellationToken)).First(x => x.Number == current);
        if (BuildFacts.Of(release).ApplicationVersion is not { } version)
            return $"The record of release {current}, which runs now, doesn't say which version of the application it has, so nobody can tell whether it runs with the schema afterwards.";
        var verdict = await _database!.FitAfterAsync(MigrationPhase.Expand, version, cancellationToken);
        return verdict.IsSupported ? null : verdict.Reason;
    }

    private async Task<IReadOnlyList<PlannedSecret>?> SecretsAsync(IReadOnlyList<System.Text.Json.Nodes.JsonObject> objects, CancellationToken cancellationToken)
    {
        var names = SettingComparison.Secrets(objects);
        if (names.Count > 0 && _build.SecretStore is null)
            return null;
        await using var secrets = new EnvironmentSecrets(_build, _build.RehearsalDirectory!);
        var planned = new List<PlannedSecret>();
        foreach (var name in names)
            planned.Add(new PlannedSecret(name.ToString(), await secrets.Store.VersionAsync(name, cancellationToken)));
        return planned;
    }

    private async Task<Approvals> ApprovalsAsync(CancellationToken cancellationToken)
    {
        if (Policy.Approvals == 0)
            return new Approvals([], null);
        if (GitHubApprovals.OfThisRun() is not { } run)
            return new Approvals([], "this isn't a run of GitHub Actions, which would know");
        using var client = new HttpClient();
        return await run.ReadAsync(client, _target.Stage.Name, cancellationToken);
    }

    private IEnumerable<string> NotWired()
    {
        if (_database is not null)
            yield return "a restore point before migrations (no backups are wired)";
        if (!CanSmokeTest)
            yield return _build.SmokeChecks.Count == 0 ? "a smoke test (the build declares no SmokeChecks)" : "a smoke test (the environment names no ServiceAddress)";
        if (_build.Metrics is null)
            yield return "watching the error rate (the environment names no Metrics)";
        if (_build.Webhook is null)
            yield return "notifications (the environment names no Webhook)";
    }
}
