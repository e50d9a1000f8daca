using System.Collections.Concurrent;
using Nuke.Common.Tooling;

namespace CommonTests.Tooling;

/// <summary>A tool of a user's own, run for real.</summary>
public class ToolTasksTests
{
    [Fact]
    public void Options_become_arguments_of_a_real_process()
    {
        using var folder = new TemporaryFolder();

        var output = new ShowTasks(folder).Go(_ => _.SetName("a b").AddItems("\"quoted by hand\"", "c").SetProcessAdditionalArguments("--more \"d e\" f").DisableProcessInvocationLogging().DisableProcessOutputLogging());

        Assert.Equal(["--name", "a b", "quoted by hand", "c", "--more", "d e", "f"], output.Select(x => x.Text));
    }

    [Fact]
    public void The_argument_configurator_has_the_last_word()
    {
        using var folder = new TemporaryFolder();

        var output = new ShowTasks(folder).Go(_ => _.SetName("n").SetProcessArgumentConfigurator(x => new Arguments().Add("first").Concatenate(x).Add("--last {value}", 1)).DisableProcessInvocationLogging().DisableProcessOutputLogging());

        Assert.Equal(["first", "--name", "n", "--last", "1"], output.Select(x => x.Text));
    }

    [Fact]
    public void Runs_are_combined_in_parallel_with_results_in_order_and_output_kept_together()
    {
        using var folder = new TemporaryFolder();
        var lines = new ConcurrentQueue<string>();
        var tool = new ShowTasks(folder, "echo start; echo $1 >> \"$0.log\"; n=0; while [ $(wc -l < \"$0.log\") -lt 2 ] && [ $n -lt 400 ]; do sleep 0.05; n=$((n+1)); done; echo end $n");

        var results = tool.GoAll(_ => _.SetProcessLogger((_, text) => lines.Enqueue(text)).DisableProcessInvocationLogging()
            .CombineWith(new[] { "a", "b" }, (o, x) => o.AddItems(x)), 2, false);

        Assert.Equal(["a", "b"], results.Select(x => x.Settings.Items.Single()));
        Assert.All(results, x => Assert.NotEqual("end 400", x.Output.Last().Text));
        Assert.Equal(["start", "end", "start", "end"], lines.Select(x => x.Split(' ')[0]));
    }

    [Fact]
    public void A_failure_stops_what_has_not_started_unless_all_are_to_complete()
    {
        using var folder = new TemporaryFolder();
        var tool = new ShowTasks(folder, "echo $1 >> \"$0.log\"; exit $1");
        CombinatorialConfigure<OwnOptions> three = _ => _.DisableProcessInvocationLogging().DisableProcessOutputLogging().CombineWith(new[] { "1", "0", "2" }, (o, x) => o.AddItems(x));

        Assert.Equal(1, Assert.Throws<ProcessException>(() => tool.GoAll(three, 1, false)).ExitCode);
        Assert.Equal(["1"], File.ReadAllLines(tool.Script + ".log"));
        var all = Assert.Throws<AggregateException>(() => tool.GoAll(three, 1, true));
        Assert.Equal([1, 2], all.InnerExceptions.Cast<ProcessException>().Select(x => x.ExitCode));
        Assert.Equal(["1", "1", "0", "2"], File.ReadAllLines(tool.Script + ".log"));
    }

    [Fact]
    public void An_exit_handler_takes_the_place_of_the_check()
    {
        using var folder = new TemporaryFolder();
        var codes = new List<int>();
        var tool = new ShowTasks(folder, "exit 4");

        tool.Go(_ => _.SetProcessExitHandler(p => codes.Add(p.ExitCode)).DisableProcessInvocationLogging());
        tool.Go(_ => _.DisableProcessExitHandling().DisableProcessInvocationLogging());

        Assert.Equal([4], codes);
        Assert.Throws<ProcessException>(() => tool.Go(_ => _.DisableProcessInvocationLogging()));
    }

    [Fact]
    public void Secrets_of_options_are_redacted_and_kept_out_of_the_process_list_where_the_tool_allows()
    {
        using var folder = new TemporaryFolder();
        var tool = new ShowTasks(folder, "echo \"args: $*\"; echo \"env: $SHOW_TOKEN\"; read p; echo \"stdin: $p\"; exit 1");

        var error = Assert.Throws<ProcessException>(() => tool.GoSecret(_ => _
            .Modify(b => { b.Set(() => _.ApiKey, "k-1"); b.Set(() => _.Token, "t-2"); b.Set(() => _.Password, "p-3"); }).DisableProcessInvocationLogging().DisableProcessOutputLogging()));

        Assert.Equal(["args: --api-key [REDACTED] --password-stdin", "env: [REDACTED]", "stdin: [REDACTED]"], error.Process.Output.Select(x => x.Text));
        Assert.Equal("--api-key [REDACTED] --password-stdin", error.Process.Arguments);
        Assert.DoesNotMatch("k-1|t-2|p-3", error.ToString());
    }

    [Fact]
    public void The_ambient_token_of_the_build_reaches_tools()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var tool = new ShowTasks(folder, "sleep 300");
        cancellation.Cancel();

        var old = ProcessTasks.AmbientCancellation;
        try
        {
            ProcessTasks.AmbientCancellation = () => cancellation.Token;
            Assert.Throws<OperationCanceledException>(() => tool.Go(_ => _.DisableProcessInvocationLogging()));
        }
        finally
        {
            ProcessTasks.AmbientCancellation = old;
        }
    }

    [Command(Type = typeof(ShowTasks))]
    public class SecretOptions : ToolOptions
    {
        [Argument(Format = "--api-key {value}", Secret = true)] public string ApiKey => Get<string>(nameof(ApiKey));

        [Argument(Format = "--token {value}", Secret = true, EnvironmentVariable = "SHOW_TOKEN")] public string Token => Get<string>(nameof(Token));

        [Argument(Format = "--password {value}", Secret = true, StandardInputArgument = "--password-stdin")] public string Password => Get<string>(nameof(Password));
    }

    private sealed class ShowTasks(TemporaryFolder folder, string script = "for a in \"$@\"; do echo \"$a\"; done") : ToolTasks
    {
        public string Script { get; } = folder.WriteScript("tool.sh", script);

        public IReadOnlyCollection<Output> Go(Configure<OwnOptions> configure) => Run<OwnOptions>(configure(new OwnOptions()));

        public IReadOnlyCollection<Output> GoSecret(Configure<SecretOptions> configure) => Run<SecretOptions>(configure(new SecretOptions()));

        public IReadOnlyCollection<(OwnOptions Settings, IReadOnlyCollection<Output> Output)> GoAll(CombinatorialConfigure<OwnOptions> configure, int degree, bool all) => Run(configure, degree, all);

        protected override string GetToolPath(ToolOptions? options = null) => Script;
    }
}
