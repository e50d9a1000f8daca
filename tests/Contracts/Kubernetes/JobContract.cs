using k8s;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Jobs;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class JobContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private readonly List<JobProgress> _told = [];

    [Fact]
    public async Task A_Job_that_completes_gives_its_whole_log_and_leaves_its_files_to_the_Job()
    {
        var request = Job("") with
        {
            Arguments = ["echo \"begun by $1\"; echo progress >&2; cat \"$PLAN\"; echo; echo ended", "sh", "ada"],
            Variables = new Dictionary<string, string> { ["PLAN"] = $"{JobRequest.FilesDirectory}/plan.json" },
            Files = new Dictionary<string, string> { ["plan.json"] = "{\"steps\":[1]}" },
        };

        var outcome = await RunAsync(request);

        Assert.True(outcome.IsSuccess, outcome.Failure?.Message);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["begun by ada", "ended", "progress", "{\"steps\":[1]}"], outcome.Log.Order(StringComparer.Ordinal));
        Assert.Equal(outcome.Log, _told.Where(x => x.IsLog).Select(x => x.Text));
        var job = await Client.BatchV1.ReadNamespacedJobAsync(outcome.Job.Name, Namespace);
        Assert.StartsWith("work-up-", job.Metadata.Name, StringComparison.Ordinal);
        Assert.Equal("work", job.Metadata.Labels["pipeline/job"]);
        Assert.Equal(job.Metadata.Uid, Assert.Single((await FindAsync(job.Metadata.Name))!.Metadata.OwnerReferences).Uid);

        await Client.BatchV1.DeleteNamespacedJobAsync(job.Metadata.Name, Namespace, propagationPolicy: "Background");
        await UntilAsync(async () => await FindAsync(job.Metadata.Name) is null, "the files go with their Job");
    }

    [Fact]
    public async Task A_transient_Job_is_gone_once_it_has_completed()
    {
        var outcome = await RunAsync(Job("echo 1") with { IsTransient = true });

        Assert.Equal(["1"], outcome.Log);
        await UntilAsync(async () => (await JobsAsync()).Count == 0, "the Job is deleted");
    }

    [Fact]
    public async Task A_Job_that_fails_tells_its_exit_code_and_the_end_of_its_log()
    {
        var outcome = await RunAsync(Job("echo working; echo 'the disk is full' >&2; exit 7"));

        Assert.Equal(JobErrors.Failed, outcome.Failure!.Code);
        Assert.Equal(7, outcome.ExitCode);
        Assert.Contains($"Job/{Namespace}/{outcome.Job.Name} failed: BackoffLimitExceeded", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 7", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", Assert.Single(outcome.Failure.Diagnoses).LogLines);
        Assert.Single(await JobsAsync());
    }

    [Fact]
    public Task An_image_that_is_not_there_is_told() =>
        NeverStartsAsync(Job("echo 1", image: "registry.invalid/nobody/ops:1"), "registry.invalid/nobody/ops:1");

    [Fact]
    public Task A_Secret_that_is_not_there_is_named() =>
        NeverStartsAsync(Job("echo 1", container: ", env: [{name: URI, valueFrom: {secretKeyRef: {name: the-database, key: uri}}}]"), "the-database");

    [Fact]
    public Task A_pod_that_no_node_takes_is_told_when_the_time_to_start_is_over() =>
        NeverStartsAsync(Job("echo 1", pod: ", nodeSelector: {disk: golden}") with { StartTimeout = TimeSpan.FromSeconds(3) }, "within 3 s", "Unschedulable");

    [Fact]
    public async Task A_deadline_ends_it_and_its_log_is_known_although_its_pod_is_gone()
    {
        var outcome = await RunAsync(Job("echo counting; sleep 120", job: ", activeDeadlineSeconds: 3"));

        Assert.Equal(JobErrors.TookTooLong, outcome.Failure!.Code);
        Assert.Contains("DeadlineExceeded", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(["counting"], outcome.Log);
        Assert.Equal(["counting"], Assert.Single(outcome.Failure.Diagnoses).LogLines);
    }

    [Fact]
    public async Task Cancelled_it_deletes_the_Job_and_waits_for_its_program_to_end()
    {
        await CancelAsync(Job("trap 'sleep 1; exit 1' TERM; echo up; while :; do sleep 0.1; done"));

        Assert.Empty(await JobsAsync());
        Assert.DoesNotContain((await Client.CoreV1.ListNamespacedPodAsync(Namespace)).Items, x => x.Status.Phase == "Running");
    }

    [Fact]
    public async Task A_Job_that_an_earlier_run_left_running_is_waited_for()
    {
        var earlier = await BeginEarlierAsync();

        var later = await RunAsync(Job("echo later"));

        Assert.True(earlier.IsCompleted);
        Assert.Equal(["up", "earlier", "later"], _told.Where(x => x.IsLog).Select(x => x.Text));
        var name = (await earlier).Job.ToString();
        Assert.Contains(_told, x => x.Text.Contains($"{name} of an earlier run (ada", StringComparison.Ordinal));
        Assert.True(later.IsSuccess);
    }

    [Fact]
    public async Task Cancelled_while_it_follows_an_earlier_Job_it_leaves_that_one_running_and_says_how_to_stop_it()
    {
        var earlier = await BeginEarlierAsync();

        await CancelAsync(Job("echo later"));

        var name = Assert.Single(await JobsAsync());
        Assert.Contains(_told, x => x.Text.Contains($"Job/{Namespace}/{name} of the earlier run goes on", StringComparison.Ordinal) && x.Text.EndsWith($"kubectl --namespace {Namespace} delete job {name}", StringComparison.Ordinal));
        var outcome = await earlier;
        Assert.Equal(name, outcome.Job.Name);
        Assert.True(outcome.IsSuccess, outcome.Failure?.Message);
        Assert.Equal(["up", "earlier"], outcome.Log);
    }

    [Fact]
    public async Task An_earlier_Job_that_was_left_before_it_had_its_files_is_deleted()
    {
        var left = Job("echo left") with { IsChange = true, Files = new Dictionary<string, string> { ["a"] = "1" } };
        await Client.BatchV1.CreateNamespacedJobAsync(KubernetesJson.Deserialize<k8s.Models.V1Job>(JobDraft.From(left, "left", "bob").Job.ToJsonString()), Namespace);

        var outcome = await RunAsync(Job("echo later"));

        Assert.Equal(["later"], outcome.Log);
        Assert.Equal(outcome.Job.Name, Assert.Single(await JobsAsync()));
    }

    [Fact]
    public async Task An_account_with_the_rights_that_are_asked_for_and_no_others_can_run_one()
    {
        var job = Job("echo up") with { Files = new Dictionary<string, string> { ["plan.json"] = "{}" }, IsChange = true, IsTransient = true };
        using var runner = await JobRunner.ConnectAsync(await AccountAsync("runner", JobRights), Quick);

        var outcome = await runner.RunAsync(job with { Manifests = new([.. Set("{apiVersion: v1, kind: ServiceAccount, metadata: {name: beside}}").Objects, .. job.Manifests.Objects]) });

        Assert.True(outcome.IsSuccess, outcome.Failure?.Message);
        Assert.Equal(["up"], outcome.Log);
        await UntilAsync(async () => (await JobsAsync()).Count == 0, "the Job is deleted");
    }

    [Fact]
    public async Task Manifests_that_are_no_single_Job_with_one_container_are_refused()
    {
        var two = Job("echo 1");
        await FailAsync(() => RunAsync(two with { Manifests = new([.. two.Manifests.Objects, .. two.Manifests.Objects]) }), JobErrors.Unusable);
        await FailAsync(() => RunAsync(Job("echo 1", container: "}, {name: second, image: x")), JobErrors.Unusable);
        await FailAsync(() => RunAsync(Job("echo 1") with { Namespace = $"{Namespace}-none" }), DeployErrors.NamespaceMissing);
    }

    private Task<JobOutcome> RunAsync(JobRequest request) => RunAsync(request, Record);

    private async Task<JobOutcome> RunAsync(JobRequest request, Action<JobProgress> tell, CancellationToken cancellationToken = default)
    {
        using var runner = await JobRunner.ConnectAsync(ClusterConnection.FromKubeconfig(Cluster.KubeconfigPath), Quick, cancellationToken);
        return await runner.RunAsync(request, new Told<JobProgress>(tell), cancellationToken);
    }

    private void Record(JobProgress progress)
    {
        lock (_told)
            _told.Add(progress);
    }

    /// <summary>Runs a Job whose container can't start: it is told why, and the Job is deleted, so that it can't start later.</summary>
    private async Task NeverStartsAsync(JobRequest request, params string[] words)
    {
        var outcome = await RunAsync(request);

        Assert.Equal(JobErrors.NotStarted, outcome.Failure!.Code);
        Assert.All(words, x => Assert.Contains(x, outcome.Failure.Message, StringComparison.Ordinal));
        Assert.Empty(await JobsAsync());
    }

    /// <summary>Runs a Job, and cancels the run once a log says that a program is up.</summary>
    private async Task CancelAsync(JobRequest request)
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(request, x =>
        {
            Record(x);
            if (x.Text == "up")
                cancellation.Cancel();
        }, cancellation.Token));
    }

    /// <summary>The Job of another run, which changes something: it is up, and goes on for three seconds.</summary>
    private async Task<Task<JobOutcome>> BeginEarlierAsync()
    {
        var isUp = new TaskCompletionSource();
        var earlier = RunAsync(Job("echo up; sleep 3; echo earlier") with { IsChange = true }, x =>
        {
            if (x.Text == "up")
                isUp.TrySetResult();
        });
        await isUp.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return earlier;
    }

    private JobRequest Job(string script, string? image = null, string container = "", string pod = "", string job = "") => new()
    {
        Namespace = Namespace,
        Purpose = "up",
        Arguments = [script],
        Manifests = Set($$"""
            {apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {backoffLimit: 0, ttlSecondsAfterFinished: 3600{{job}}, template: {spec: {restartPolicy: Never, terminationGracePeriodSeconds: 10{{pod}}, containers: [
              {name: main, image: '{{image ?? Cluster.ShellImage}}', command: [sh, -c], args: [echo never]{{container}} }] } } } }
            """),
    };

    private async Task<IReadOnlyList<string>> JobsAsync() => [.. (await Client.BatchV1.ListNamespacedJobAsync(Namespace)).Items.Select(x => x.Metadata.Name)];

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Not so within a minute: {what}.");
            await Task.Delay(100, CancellationToken.None);
        }
    }
}
