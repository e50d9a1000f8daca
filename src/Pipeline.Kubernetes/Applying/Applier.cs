using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Applying.Crashing;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Applies the objects of a plan, stage by stage, those of a stage together.</summary>
internal sealed class Applier(RunContext context, DeployPlan plan)
{
    // A kind that was made a moment ago isn't served yet; a store under load may answer that an object has just been modified.
    private const int Attempts = 25;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly List<PlannedObject> _sent = [.. plan.Objects.Where(IsSent)];
    private int _done;

    private ApiClient Client => context.Cluster.Client;

    /// <exception cref="PipelineException">PIPE4142, with every object of the stage that could not be applied.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in _sent.GroupBy(x => ApplyStages.Of(x.Reference)).OrderBy(x => x.Key))
        {
            var failures = await stage.ToList().SelectAsync(context.Options.Concurrency, TryApplyAsync, cancellationToken);
            var messages = failures.OfType<string>().ToList();
            if (messages.Count > 0)
                throw new PipelineException(DeployErrors.ApplyFailed, messages.Count == 1 ? messages[0] : $"{messages.Count} objects could not be applied:{string.Concat(messages.Select(x => $"{Environment.NewLine}  - {x}"))}");
            if (stage.Key == ApplyStage.Definitions)
                await EstablishAsync([.. stage.Select(x => (x.Reference, x.Type!))], cancellationToken);
        }
    }

    /// <summary>Applies the namespace of the release records alone: lock and record need it.</summary>
    public async Task ApplyNamespaceAsync(CancellationToken cancellationToken)
    {
        foreach (var item in _sent.Where(x => ApplyStages.Of(x.Reference) == ApplyStage.Namespaces && x.Reference.Name == plan.Namespace))
        {
            await SendAsync(item, item.Desired!, cancellationToken);
            context.CrashPoints.Passed(CrashPoint.NamespaceMade);
        }
    }

    private static bool IsSent(PlannedObject item) => item.Action is PlannedAction.Create or PlannedAction.Change or PlannedAction.Replace;

    private async Task<string?> TryApplyAsync(PlannedObject item, CancellationToken cancellationToken)
    {
        try
        {
            if (item.Action == PlannedAction.Replace)
                await DeleteAsync(item, cancellationToken);
            await ApplyAsync(item, cancellationToken);
        }
        catch (ApiException error) when (DryRun.ConflictsIn(error, item.Reference) is { Count: > 0 } conflicts)
        {
            return $"{item.Reference}: {string.Join(", ", conflicts.Select(x => $"{x.Field} belongs to {x.Manager}"))}";
        }
        catch (ApiException error) when (DryRun.IsRefusal(error))
        {
            return $"{item.Reference}: {error.ServerMessage}";
        }

        context.CrashPoints.Passed(CrashPoint.ObjectApplied);
        context.Progress?.Report(new DeployProgress
        {
            Kind = DeployProgressKind.Applied,
            Reference = item.Reference,
            Done = Interlocked.Increment(ref _done),
            Total = _sent.Count,
            Message = $"{item.Reference} {item.Action switch { PlannedAction.Create => "created", PlannedAction.Replace => "made anew", _ => "changed" }}",
        });
        return null;
    }

    private async Task ApplyAsync(PlannedObject item, CancellationToken cancellationToken)
    {
        var body = item.Desired!;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await SendAsync(item, body, cancellationToken);
                return;
            }
            catch (ApiException error) when (attempt < Attempts && error.Status == HttpStatusCode.NotFound && item.IsComputedLocally)
            {
                await Task.Delay(Pause, context.Options.Time, cancellationToken);
            }
            catch (ApiException error) when (attempt < Attempts && error.Status == HttpStatusCode.Conflict && error.Causes.Count == 0)
            {
                await Task.Delay(Pause, context.Options.Time, cancellationToken);
            }
            catch (ApiException error) when (attempt < Attempts && item.IsAutoscaled && DryRun.ConflictsIn(error, item.Reference) is { Count: > 0 } conflicts && conflicts.All(x => x.Field == ".spec.replicas"))
            {
                // The autoscaler changed its mind since the plan was made.
                body = Autoscaling.Adapt(item.Body!, await Client.FindAsync(item.Type!.Path(item.Reference), cancellationToken), context.Options.FieldManager);
            }
        }
    }

    private async Task SendAsync(PlannedObject item, JsonObject body, CancellationToken cancellationToken)
    {
        var path = DryRun.ApplyPath(item.Type!, item.Reference, context.Options.FieldManager, plan.ForceConflicts, isDryRun: false);
        var answer = await Client.SendAsync(new ApiRequest(HttpMethod.Patch, path) { Body = body, ContentType = ApiRequest.ServerSideApply }, cancellationToken);
        foreach (var warning in answer.Warnings)
            context.Warn($"{item.Reference}: {warning}", item.Reference);
    }

    private async Task DeleteAsync(PlannedObject item, CancellationToken cancellationToken)
    {
        var path = item.Type!.Path(item.Reference);
        await Deletion.SendAsync(Client, path, item.LiveUid, cancellationToken);
        context.CrashPoints.Passed(CrashPoint.ObjectDeleted);
        while ((await Client.FindAsync(path, cancellationToken)).Uid() == item.LiveUid)
            await Task.Delay(Pause, context.Options.Time, cancellationToken);
    }

    private async Task EstablishAsync(IReadOnlyList<(ObjectReference, ResourceType)> definitions, CancellationToken cancellationToken)
    {
        var result = await new ReadinessWait(context.Cluster, context.Options).WaitAsync(definitions, plan.Timeout, cancellationToken);
        if (result.End != WaitEnd.Ready)
            throw new PipelineException(DeployErrors.ApplyFailed, $"Definitions of kinds were not established: {string.Join("; ", result.Objects.Where(x => x.Readiness.Status != ReadinessStatus.Current).Select(x => $"{x.Reference}: {x.Readiness.Message}"))}");
        context.Cluster.Resources.Refresh();
    }
}
