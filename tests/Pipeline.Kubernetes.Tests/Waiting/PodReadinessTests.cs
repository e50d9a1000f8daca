using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Tests.Waiting;

public sealed class PodReadinessTests
{
    private static System.Text.Json.Nodes.JsonObject Pod(string containers) => Objects.Parse($"{{apiVersion: v1, kind: Pod, metadata: {{name: web-1}}, status: {{phase: Pending, containerStatuses: {containers}}}}}");

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("ErrImagePull")]
    [InlineData("InvalidImageName")]
    [InlineData("CreateContainerConfigError")]
    public void Some_reasons_to_wait_are_hopeless(string reason) =>
        Assert.Equal($"pod web-1, container server: {reason} (not found)", PodReadiness.Hopelessness(Pod($"[{{name: server, state: {{waiting: {{reason: {reason}, message: not found}}}}}}]"), restarts: 2));

    [Theory]
    [InlineData("ContainerCreating", 0)]
    [InlineData("PodInitializing", 0)]
    [InlineData("CrashLoopBackOff", 1)]
    public void Others_are_not_or_not_yet(string reason, int restarts) =>
        Assert.Null(PodReadiness.Hopelessness(Pod($"[{{name: server, restartCount: {restarts}, state: {{waiting: {{reason: {reason}}}}}}}]"), restarts: 2));

    [Fact]
    public void A_crash_loop_ends_the_wait_after_so_many_restarts_and_tells_the_exit_code()
    {
        var pod = Pod("[{name: server, restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]");

        Assert.Equal("pod web-1, container server: CrashLoopBackOff (exit code 137, OOMKilled, 2 restarts)", PodReadiness.Hopelessness(pod, restarts: 2));
        Assert.Null(PodReadiness.Hopelessness(pod, restarts: null));
        Assert.Equal(("server", true), PodReadiness.LogContainer(pod));
    }

    [Fact]
    public void A_container_that_runs_and_is_not_ready_has_a_log_worth_reading() =>
        Assert.Equal(("server", false), PodReadiness.LogContainer(Pod("[{name: proxy, ready: true, state: {running: {}}}, {name: server, ready: false, state: {running: {}}}]")));

    [Fact]
    public void A_container_that_never_started_has_none() => Assert.Null(PodReadiness.LogContainer(Pod("[{name: server, state: {waiting: {reason: ErrImagePull}}}]")));
}
