using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>
/// Runs one Job to its end and reads its log. A run that is cancelled deletes its Job, whose program then has its grace period to end in order; so does one that
/// gives up on it, and the Job can't start later. One that is killed leaves the Job running; the next run waits for it first (<see cref="JobRequest.IsChange"/>),
/// and when that is cancelled meanwhile, the Job goes on: it isn't its own.
/// </summary>
public sealed class JobRunner : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Cluster _cluster;
    private readonly DeployerOptions _options;

    private JobRunner(Cluster cluster, DeployerOptions options) => (_cluster, _options) = (cluster, options);

    /// <summary>Connects, and verifies that it is the expected cluster.</summary>
    /// <exception cref="PipelineException">PIPE4100 to PIPE4107.</exception>
    public static async Task<JobRunner> ConnectAsync(ClusterConnection connection, DeployerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        options ??= new DeployerOptions();
        return new JobRunner(await Cluster.ConnectAsync(connection, options.Time, cancellationToken), options);
    }

    /// <summary>Runs it.</summary>
    /// <returns>How it ended; a Job that fails is an outcome, not an exception.</returns>
    /// <exception cref="PipelineException">PIPE4150: the manifests can't be used. PIPE4110, PIPE4117, PIPE4142: they can't be applied.</exception>
    public async Task<JobOutcome> RunAsync(JobRequest request, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tell = progress is null ? (Action<JobProgress>)(_ => { }) : progress.Report;
        var draft = JobDraft.From(request, Guid.NewGuid().ToString("n")[..8], _options.StartedBy);
        await PrepareAsync(request, cancellationToken);
        foreach (var earlier in await EarlierAsync(request, cancellationToken))
            await OutliveAsync(earlier, request.StartTimeout, tell, cancellationToken);

        var isOver = false;
        try
        {
            var job = await ApplyAsync(JobWait.Type, draft.Job, cancellationToken);
            if (request.Files.Count > 0)
            {
                await ApplyAsync(await TypeAsync("v1", "ConfigMap", cancellationToken), draft.Files(request.Files, job.Uid()!), cancellationToken);
                await ResumeAsync(draft.Reference, cancellationToken);
            }

            var end = await new JobWait(_cluster, _options, job, tell).WaitAsync(request.StartTimeout, cancellationToken);
            var outcome = await OutcomeAsync(draft.Reference, end, cancellationToken);
            isOver = end.IsOver;
            if (request.IsTransient && outcome.IsSuccess)
                await Deletion.SendAsync(_cluster.Client, JobWait.Type.Path(draft.Reference), job.Uid(), cancellationToken);
            return outcome;
        }
        finally
        {
            if (!isOver)
                await StopAsync(draft.Reference, tell);
        }
    }

    /// <summary>Ends the connection.</summary>
    public void Dispose() => _cluster.Dispose();

    private async Task PrepareAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var @namespace = request.Manifests.Objects.FirstOrDefault(x => x is { Kind: "Namespace", Group: "" } && x.Name == request.Namespace);
        if (!await PlannedNamespaces.ExistsAsync(_cluster.Client, request.Namespace, cancellationToken))
        {
            if (@namespace is null)
                throw new PipelineException(DeployErrors.NamespaceMissing, $"The namespace {request.Namespace} doesn't exist, so no Job can run in it. Deploy first, or have it made.");
            await ApplyAsync(await TypeAsync("v1", "Namespace", cancellationToken), @namespace.Body, cancellationToken);
        }

        foreach (var item in request.Manifests.Objects.Where(x => x is not { Kind: "Namespace", Group: "" } and not { Kind: "Job", Group: "batch" }))
        {
            var type = await TypeAsync(item.ApiVersion, item.Kind, cancellationToken);
            var body = (JsonObject)item.Body.DeepClone();
            if (type.IsNamespaced)
                body.Map("metadata")!["namespace"] = request.Namespace;
            await ApplyAsync(type, body, cancellationToken);
        }
    }

    /// <summary>Jobs that change something, and that an earlier run left before their end.</summary>
    private async Task<IReadOnlyList<JsonObject>> EarlierAsync(JobRequest request, CancellationToken cancellationToken)
    {
        var selector = $"{JobDraft.Of}={JobDraft.ManifestOf(request).Name},{JobDraft.Changes}=true";
        var jobs = await _cluster.Client.ListAsync($"{JobWait.Type.ListPath(request.Namespace)}?labelSelector={Uri.EscapeDataString(selector)}", cancellationToken);
        return [.. jobs.Items.Where(x => !IsFinished(x)).Select(WithKind)];
    }

    // It goes on without the program that began it. What it did shows in what it changed; its outcome is nobody's any more.
    private async Task OutliveAsync(JsonObject job, TimeSpan startTimeout, Action<JobProgress> tell, CancellationToken cancellationToken)
    {
        var reference = ObjectReference.Of(job);
        tell(new JobProgress($"{reference} of an earlier run ({job.Annotation("pipeline/started-by") ?? "unknown"}, {job.Text("metadata", "creationTimestamp")}) isn't over; its end is waited for.", IsLog: false));
        if (job.IsTrue("spec", "suspend"))
        {
            // Killed before it let the Job begin.
            await StopAsync(reference, tell);
            return;
        }

        var end = await FollowAsync(job, reference, startTimeout, tell, cancellationToken);
        tell(new JobProgress($"{reference} of the earlier run {(end.Error is null ? "has completed" : $"ended: {end.Reason}")}.", IsLog: false));
        if (!end.IsOver)
            await StopAsync(reference, tell);
    }

    // Who stops following stops nothing: the Job may be half-way through a change, and whoever began it may be there still.
    private async Task<JobEnd> FollowAsync(JsonObject job, ObjectReference reference, TimeSpan startTimeout, Action<JobProgress> tell, CancellationToken cancellationToken)
    {
        try
        {
            return await new JobWait(_cluster, _options, job, tell).WaitAsync(startTimeout, cancellationToken);
        }
        catch
        {
            var kubectl = $"kubectl --namespace {reference.Namespace}";
            tell(new JobProgress($"{reference} of the earlier run goes on; the next run waits for it too. To watch it: {kubectl} logs --follow job/{reference.Name}. To stop it, which lets its program end in order: {kubectl} delete job {reference.Name}", IsLog: false));
            throw;
        }
    }

    private async Task ResumeAsync(ObjectReference job, CancellationToken cancellationToken) => await _cluster.Client.SendAsync(
        new ApiRequest(HttpMethod.Patch, $"{JobWait.Type.Path(job)}?fieldManager={Uri.EscapeDataString(_options.FieldManager)}")
        {
            Body = new JsonObject { ["spec"] = new JsonObject { ["suspend"] = false } },
            ContentType = "application/merge-patch+json",
        },
        cancellationToken);

    private async Task<JobOutcome> OutcomeAsync(ObjectReference job, JobEnd end, CancellationToken cancellationToken)
    {
        if (end.Error is not { } error)
            return new JobOutcome { Job = job, ExitCode = end.ExitCode, Log = end.Log };

        var result = new WaitResult(WaitEnd.Failed, [new ObjectReadiness(job, Readiness.Failed(end.Reason))], end.View);
        var told = (await new DiagnosisReader(_cluster.Client, _options).ReadAsync(result, cancellationToken))[0];
        // The pod of a Job that was ended by its deadline is gone, but its log was followed.
        if (end.Log.Count > 0)
            told = told with { LogSource = end.Pod, LogLines = [.. end.Log.TakeLast(_options.LogLines)] };
        var words = string.Join("; ", told.Containers.Where(x => !end.Reason.Contains(x, StringComparison.Ordinal)).Concat(error == JobErrors.NotStarted ? told.Events.Take(2) : []));
        var message = $"{job} {Verb(error)}: {end.Reason.TrimEnd('.')}{(words.Length == 0 ? "" : $" ({words.TrimEnd('.')})")}.";
        return new JobOutcome { Job = job, ExitCode = end.ExitCode, Log = end.Log, Failure = new DeployFailure(error, message, [told]) };
    }

    /// <summary>Deletes a Job that isn't over, and waits until its pods have ended, each within its grace period.</summary>
    private async Task StopAsync(ObjectReference reference, Action<JobProgress> tell)
    {
        try
        {
            var path = JobWait.Type.Path(reference);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), _options.Time);
            if (await _cluster.Client.FindAsync(path, limit.Token) is not { } job)
                return;
            limit.CancelAfter(TimeSpan.FromSeconds(30 + (job.Whole("spec", "template", "spec", "terminationGracePeriodSeconds") ?? 30)));
            await Deletion.SendAsync(_cluster.Client, path, job.Uid(), limit.Token);
            tell(new JobProgress($"{reference} is deleted; its program ends in order.", IsLog: false));
            var pods = $"/api/v1/namespaces/{Uri.EscapeDataString(reference.Namespace!)}/pods?labelSelector={Uri.EscapeDataString($"job-name={reference.Name}")}";
            while ((await _cluster.Client.ListAsync(pods, limit.Token)).Items.Any(x => x.Text("status", "phase") is not ("Succeeded" or "Failed")))
                await Task.Delay(Pause, _options.Time, limit.Token);
        }
        catch (Exception error) when (error is PipelineException or OperationCanceledException || ConnectionFailures.Is(error))
        {
            // What ended the run is what must be heard; this only adds to it.
            tell(new JobProgress($"{reference} may still run: {error.Message} See: kubectl --namespace {reference.Namespace} get job {reference.Name}", IsLog: false));
        }
    }

    private async Task<JsonObject> ApplyAsync(ResourceType type, JsonObject body, CancellationToken cancellationToken)
    {
        var reference = ObjectReference.Of(body);
        try
        {
            // Repeatable, as a create wouldn't be: where the answer is lost, the same name is applied again.
            var path = DryRun.ApplyPath(type, reference, _options.FieldManager, force: false, isDryRun: false);
            return WithKind((await _cluster.Client.SendAsync(new ApiRequest(HttpMethod.Patch, path) { Body = body, ContentType = ApiRequest.ServerSideApply }, cancellationToken)).Body, type);
        }
        catch (ApiException error) when (DryRun.IsRefusal(error) || error.Status == HttpStatusCode.Conflict)
        {
            throw new PipelineException(DeployErrors.ApplyFailed, $"{reference} could not be applied: {error.ServerMessage}", error);
        }
    }

    private async Task<ResourceType> TypeAsync(string apiVersion, string kind, CancellationToken cancellationToken) =>
        await _cluster.Resources.FindAsync(apiVersion, kind, cancellationToken)
        ?? throw new PipelineException(DeployErrors.UnknownKind, $"{_cluster.Client.Server} doesn't serve {kind} of {apiVersion}, which the Job needs beside it.");

    private static bool IsFinished(JsonObject job) => ((string[])["Complete", "Failed"]).Any(x => ReadinessRules.Condition(job, x)?.Text("status") == "True");

    private static JsonObject WithKind(JsonObject job) => WithKind(job, JobWait.Type);

    // Items of a list don't say what they are.
    private static JsonObject WithKind(JsonObject item, ResourceType type)
    {
        item["apiVersion"] = type.ApiVersion;
        item["kind"] = type.Kind;
        return item;
    }

    private static string Verb(ErrorCode error) => error == JobErrors.NotStarted ? "didn't start" : error == JobErrors.TookTooLong ? "took too long" : "failed";
}
