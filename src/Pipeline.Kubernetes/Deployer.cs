using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Errors;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Applying.Crashing;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Locking;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.RollingBack;

namespace Pipeline.Kubernetes;

/// <summary>
/// Deploys rendered manifests to one cluster: plans, applies server-side, waits for readiness, prunes, records, and takes back what fails.
/// Everything that it does for one application is done under that application's Lease.
/// </summary>
public sealed partial class Deployer : IDisposable
{
    private readonly Cluster _cluster;
    private readonly DeployerOptions _options;
    private readonly ICrashPoints _crashPoints;
    private readonly Planner _planner;

    private Deployer(Cluster cluster, DeployerOptions options, ICrashPoints crashPoints)
    {
        _cluster = cluster;
        _options = options;
        _crashPoints = crashPoints;
        _planner = new Planner(cluster, options);
    }

    /// <summary>Uid of the cluster: its <c>kube-system</c> namespace's. Empty where that may not be read.</summary>
    public string ClusterUid => _cluster.Uid;

    /// <summary>The API server.</summary>
    public Uri Server => _cluster.Client.Server;

    /// <summary>Connects, and verifies that it is the expected cluster.</summary>
    /// <exception cref="PipelineException">PIPE4100 to PIPE4107.</exception>
    public static Task<Deployer> ConnectAsync(ClusterConnection connection, DeployerOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(connection, options ?? new DeployerOptions(), NoCrash.Instance, cancellationToken);

    internal static async Task<Deployer> ConnectAsync(ClusterConnection connection, DeployerOptions options, ICrashPoints crashPoints, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new Deployer(await Cluster.ConnectAsync(connection, options.Time, cancellationToken), options, crashPoints);
    }

    /// <summary>What a deployment would do. Changes nothing; each object is compared by a dry run on the server, or here where the right to that is missing, which the plan says.</summary>
    /// <exception cref="PipelineException">PIPE4110, PIPE4111, PIPE4113, PIPE4116 to PIPE4118, PIPE4120, PIPE4121: what can't be deployed, all of it at once.</exception>
    public async Task<DeployPlan> PlanAsync(DeployRequest request, CancellationToken cancellationToken = default)
    {
        Require(request);
        return await _planner.PlanAsync(Input(request, await Store(request.Application, request.Namespace).ReadAsync(cancellationToken)) with { ComparesHere = !request.MustBeTried }, cancellationToken);
    }

    /// <summary>Plans and deploys. Nothing is applied unless the server accepts every object in a dry run.</summary>
    /// <returns>How it ended; a release that doesn't become ready is an outcome, not an exception.</returns>
    /// <exception cref="PipelineException">As <see cref="PlanAsync"/>; PIPE4112: fields belong to other managers; PIPE4130, PIPE4131: somebody else deploys.</exception>
    public Task<DeployOutcome> DeployAsync(DeployRequest request, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default) => DeployAsync(request, null, progress, cancellationToken);

    /// <summary>The same, under a condition of the caller's.</summary>
    /// <exception cref="PipelineException">As the other overload; PIPE4115: it isn't what <see cref="DeployRequest.ApprovedHash"/> stands for; and what the condition says.</exception>
    public Task<DeployOutcome> DeployAsync(DeployRequest request, DeployCondition? condition, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Require(request);
        var approval = request.ApprovedHash is { } approved ? new PlanApproval(approved) : null;
        return Run(request.Application, request.Namespace, progress).RunAsync(
            async (history, isChecked, token) =>
            {
                var plan = await _planner.PlanAsync(Input(request, history), token);
                if (condition is not null)
                    await condition(plan, history.Current?.Release, token);
                return approval is null ? plan : approval.Require(plan, history, isChecked);
            },
            cancellationToken);
    }

    /// <summary>Carries out a plan exactly as it was made, or refuses because the cluster has moved on.</summary>
    /// <exception cref="PipelineException">PIPE4115, with what moved; PIPE4114: it was made for another cluster; and as the other overload.</exception>
    public Task<DeployOutcome> DeployAsync(DeployPlan plan, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default) => DeployAsync(plan, null, progress, cancellationToken);

    /// <summary>The same, under a condition of the caller's.</summary>
    /// <exception cref="PipelineException">As the other overload, and what the condition says.</exception>
    public Task<DeployOutcome> DeployAsync(DeployPlan plan, DeployCondition? condition, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.ClusterUid != ClusterUid)
            throw new PipelineException(DeployErrors.InvalidPlan, $"The plan {plan.Hash} was made for the cluster {plan.ClusterUid}; {Server} is {ClusterUid}. Choose the plan's cluster, or make the plan again.") { ExitCode = 2 };
        return Run(plan.Application, plan.Namespace, progress).RunAsync(
            async (history, isChecked, token) =>
            {
                var fresh = await AgainAsync(plan, history, isChecked, token);
                if (condition is not null)
                    await condition(fresh, history.Current?.Release, token);
                return fresh;
            },
            cancellationToken);
    }

    /// <summary>What going back to an earlier release would do. Changes nothing.</summary>
    /// <exception cref="PipelineException">PIPE4123: there is no such release; and as <see cref="PlanAsync"/>.</exception>
    public async Task<DeployPlan> PlanRollbackAsync(RollbackRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await EarlierAsync(request, await Store(request.Application, request.Namespace).ReadAsync(cancellationToken), !request.MustBeTried, cancellationToken);
    }

    /// <summary>Plans and goes back to an earlier release: its objects are applied as they were recorded, and what it didn't have is pruned. Jobs aren't run again.</summary>
    /// <exception cref="PipelineException">PIPE4123: there is no such release; and as <see cref="DeployAsync(DeployRequest, IProgress{DeployProgress}?, CancellationToken)"/>.</exception>
    public Task<DeployOutcome> RollbackAsync(RollbackRequest request, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(request.Application, request.Namespace, progress).RunAsync((history, _, token) => EarlierAsync(request, history, comparesHere: false, token), cancellationToken);
    }

    /// <summary>The releases of an application, the latest number first.</summary>
    public async Task<IReadOnlyList<Release>> HistoryAsync(string application, string @namespace, CancellationToken cancellationToken = default) =>
        [.. (await Store(application, @namespace).ReadAsync(cancellationToken)).Records.Select(x => x.Release)];

    /// <summary>The objects of a release as they were applied. Values of Secrets are among them: show none of it.</summary>
    /// <exception cref="PipelineException">PIPE4123: there is no such release.</exception>
    public async Task<IReadOnlyList<JsonObject>> ObjectsAsync(string application, string @namespace, int number, CancellationToken cancellationToken = default) =>
        (await Store(application, @namespace).ReadAsync(cancellationToken)).Records.FirstOrDefault(x => x.Number == number)?.Bodies
        ?? throw new PipelineException(DeployErrors.NoSuchRelease, $"{application} has no release {number} in {@namespace}.") { ExitCode = 2 };

    /// <summary>Makes the namespace that a set brings, where it isn't there yet: locks and notes live in it.</summary>
    /// <exception cref="PipelineException">As <see cref="PlanAsync"/>; PIPE4117: the set doesn't bring it.</exception>
    public Task MakeNamespaceAsync(DeployRequest request, CancellationToken cancellationToken = default)
    {
        Require(request);
        return Run(request.Application, request.Namespace, progress: null).MakeNamespaceAsync((history, _, token) => _planner.PlanAsync(Input(request, history), token), cancellationToken);
    }

    /// <summary>Takes a Lease of the application beside the one for deployments, for what takes more than one of them.</summary>
    /// <param name="application">The application.</param>
    /// <param name="namespace">The namespace of its release records.</param>
    /// <param name="purpose">What for, in one word: <c>promotion</c>.</param>
    /// <param name="waiting">Told who holds it, while this waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PipelineException">PIPE4130: somebody else holds it.</exception>
    public async Task<DeployHold> HoldAsync(string application, string @namespace, string purpose, Action<string>? waiting = null, CancellationToken cancellationToken = default) =>
        new(await DeployLock.TakeAsync(_cluster.Client, $"{application}.{purpose}", @namespace, _options, waiting ?? (_ => { }), cancellationToken));

    /// <summary>Reads a note; null where there is none.</summary>
    /// <exception cref="PipelineException">PIPE4122: it can't be read.</exception>
    public Task<ReleaseNote?> ReadNoteAsync(string application, string @namespace, string name, CancellationToken cancellationToken = default) => Notes(application, @namespace).ReadAsync(name, cancellationToken);

    /// <summary>Writes a note, unless somebody else has written it since it was read.</summary>
    /// <exception cref="PipelineException">PIPE4124.</exception>
    public Task<ReleaseNote> WriteNoteAsync(string application, string @namespace, ReleaseNote note, CancellationToken cancellationToken = default) => Notes(application, @namespace).WriteAsync(note, cancellationToken);

    /// <summary>Deletes a note. One that isn't there is no error.</summary>
    public Task DeleteNoteAsync(string application, string @namespace, string name, CancellationToken cancellationToken = default) => Notes(application, @namespace).DeleteAsync(name, cancellationToken);

    /// <summary>Gives a release's record other evidence: what was found out after its deployment.</summary>
    /// <exception cref="PipelineException">PIPE4123: there is no such release.</exception>
    public async Task<Release> AttachAsync(string application, string @namespace, int number, JsonObject evidence, CancellationToken cancellationToken = default)
    {
        var store = Store(application, @namespace);
        while (true)
        {
            var record = (await store.ReadAsync(cancellationToken)).Records.FirstOrDefault(x => x.Number == number)
                ?? throw new PipelineException(DeployErrors.NoSuchRelease, $"{application} has no release {number} in {@namespace}, so nothing can be added to its record.") { ExitCode = 2 };
            try
            {
                return (await store.WriteAsync(record with { Release = record.Release with { Evidence = (JsonObject)evidence.DeepClone() } }, cancellationToken)).Release;
            }
            catch (ApiException error) when (error.Status == HttpStatusCode.Conflict)
            {
                // A deployment changed its state meanwhile: read again.
            }
        }
    }

    /// <summary>Ends the connection.</summary>
    public void Dispose() => _cluster.Dispose();

    private async Task<DeployPlan> AgainAsync(DeployPlan saved, ReleaseHistory history, bool isChecked, CancellationToken cancellationToken)
    {
        var fresh = await _planner.PlanAsync(Input(saved, history), cancellationToken);
        if (isChecked && !PlanComparison.IsInterrupted(saved, history))
            PlanComparison.Require(saved, fresh);
        return fresh with { ApprovedHash = saved.Hash };
    }

    private Task<DeployPlan> EarlierAsync(RollbackRequest request, ReleaseHistory history, bool comparesHere, CancellationToken cancellationToken)
    {
        var target = history.Earlier(request.Application, request.To);
        return _planner.PlanAsync(RollbackInput.Of(target, history, request.Namespace, request.Timeout) with { ForceConflicts = request.ForceConflicts, ComparesHere = comparesHere }, cancellationToken);
    }

    private ReleaseRun Run(string application, string @namespace, IProgress<DeployProgress>? progress) => new(new RunContext(_cluster, _options, _crashPoints, progress), application, @namespace);

    private ReleaseStore Store(string application, string @namespace) => new(_cluster.Client, application, @namespace);

    private NoteStore Notes(string application, string @namespace) => new(_cluster.Client, application, @namespace);

    private static PlanInput Input(DeployRequest request, ReleaseHistory history) => new()
    {
        Application = request.Application,
        Namespace = request.Namespace,
        Bodies = [.. request.Manifests.Objects.Select(x => x.Body)],
        History = history,
        Number = request.Number,
        ForceConflicts = request.ForceConflicts,
        Prune = request.Prune,
        KeepFailed = request.KeepFailed,
        Timeout = request.Timeout,
        Evidence = request.Evidence,
    };

    private static PlanInput Input(DeployPlan plan, ReleaseHistory history) => new()
    {
        Application = plan.Application,
        Namespace = plan.Namespace,
        Bodies = [.. plan.Objects.Select(x => x.Body).OfType<JsonObject>()],
        History = history,
        // Where another release has the number meanwhile, the comparison says so, with all else that moved.
        Number = plan.IsRollback || history.CanBe(plan.Number, plan.SetHash) ? plan.Number : null,
        ForceConflicts = plan.ForceConflicts,
        Prune = plan.Prune,
        KeepFailed = plan.KeepFailed,
        Timeout = plan.Timeout,
        Evidence = plan.Evidence,
        IsRollback = plan.IsRollback,
    };

    private static void Require(DeployRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!ApplicationName().IsMatch(request.Application))
            throw new ArgumentException($"'{request.Application}' is no application's name: lower case letters, digits and dashes, at most 40, as in agentkit.", nameof(request));
    }

    // With what the record's name adds, a label's value still holds it.
    [GeneratedRegex("^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$")]
    private static partial Regex ApplicationName();
}
