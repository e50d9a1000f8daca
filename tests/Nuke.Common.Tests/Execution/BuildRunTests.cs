using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Pipeline.Errors;
using Serilog;
using Assert = Xunit.Assert;

namespace CommonTests.Execution;

[Collection(OneBuildAtATime.Name)]
public sealed class BuildRunTests : IDisposable
{
    private readonly BuildHarness _harness = new();

    [Fact]
    public void A_build_runs_its_default_target_and_shows_what_it_says()
    {
        var build = new Sample();

        Assert.Equal(0, _harness.Run(build, x => x.Default));

        Assert.Equal(["Needed", "Default"], build.Ran);
        Assert.Contains("Said by 'Default'".Replace("'", "", StringComparison.Ordinal), _harness.Error, StringComparison.Ordinal);
        Assert.Empty(_harness.Out);
        Assert.True(build.IsSuccessful && build.IsFinished && build.IsSucceeding);
        Assert.Equal(["Needed", "Default"], build.SucceededTargets.Select(x => x.Name));
    }

    [Fact]
    public void Targets_named_on_the_command_line_run_instead()
    {
        var build = new Sample();

        Assert.Equal(0, _harness.Run(build, x => x.Default, "needed"));

        Assert.Equal(["Needed"], build.Ran);
        Assert.Equal(["Needed"], build.InvokedTargets.Select(x => x.Name));
    }

    [Fact]
    public void A_failure_is_exit_code_1_and_leaves_the_states_of_all_targets()
    {
        var build = new Sample();

        Assert.Equal(1, _harness.Run(build, x => x.AfterFailure));

        Assert.True(build.IsFailing);
        Assert.Equal(ExecutionStatus.Failed, build.ExecutionPlan.Single(x => x.Name == "Fails").Status);
        Assert.Equal(ExecutionStatus.NotRun, build.ExecutionPlan.Single(x => x.Name == "AfterFailure").Status);
        Assert.Contains("the reason", _harness.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_target_the_help_is_told_of()
    {
        Assert.NotEqual(1, _harness.Run(new Sample(), defaultTarget: null));
        Assert.NotEqual("", _harness.Error + _harness.Out);
    }

    [Fact]
    public void An_unknown_target_is_exit_code_2_with_a_near_miss()
    {
        Assert.Equal(2, _harness.Run(new Sample(), x => x.Default, "Nedeed"));
        Assert.Contains("Did you mean 'Needed'?", _harness.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_injected_before_the_build_hears_that_it_is_created()
    {
        var build = new Sample();

        Assert.Equal(0, _harness.Run(build, x => x.Default, "--text", "given"));

        Assert.Equal("given", build.SeenWhenCreated);
    }

    [Fact]
    public void What_a_build_changes_when_it_is_created_stays()
    {
        var build = new Sample { ChangeTo = "changed" };

        Assert.Equal(0, _harness.Run(build, x => x.Default, "--text", "given"));

        Assert.Equal("changed", build.Text);
    }

    [Fact]
    public void A_value_attribute_that_fails_warns_once()
    {
        Assert.Equal(0, _harness.Run(new Sample(), x => x.Default));
        Assert.Equal(1, _harness.Error.Split("away today").Length - 1);
    }

    [Fact]
    public void A_component_s_value_is_asked_for_once_and_an_environment_variable_gives_it()
    {
        _harness.Environment["NUKE_LEVEL"] = "5";
        var build = new Sample();

        Assert.Equal(0, _harness.Run(build, x => x.Default));

        Assert.Equal(5, ((IHasLevel)build).Level);
        Assert.Equal("none", ((IHasLevel)build).Title);
    }

    [Fact]
    public void A_constructor_that_throws_is_reported_without_its_stack_trace()
    {
        var code = BuildProgram.Run(() => throw new InvalidOperationException("can't be made"), _ => [], Edge());

        Assert.Equal(1, code);
        Assert.Contains("can't be made", _edgeError.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _edgeError.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_throws_ends_the_build_with_exit_code_1()
    {
        Assert.Equal(1, _harness.Run(new Sample { ThrowWhenInitialized = true }, x => x.Default));
        Assert.Contains("not initialized", _harness.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Logged_exceptions_show_their_type_and_message()
    {
        Assert.Equal(0, _harness.Run(new Sample(), x => x.Logs));
        Assert.Contains("InvalidOperationException: logged", _harness.Error, StringComparison.Ordinal);
        Assert.Contains("True [1, 2] text", _harness.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _harness.Dispose();
        _edgeError.Dispose();
    }

    private readonly StringWriter _edgeError = new();

    private BuildEdge Edge() => new() { Arguments = [], Environment = _harness.Environment, WorkingDirectory = _harness.RootDirectory, Out = TextWriter.Null, Error = _edgeError };

    private interface IHasLevel : INukeBuild
    {
        [Parameter]
        int Level => TryGetValue<int?>(() => Level) ?? 1;

        [Parameter]
        string Title => TryGetValue(() => Title) ?? "none";
    }

    private sealed class AwayAttribute : Nuke.Common.ValueInjection.ValueInjectionAttributeBase
    {
        public override object? GetValue(System.Reflection.MemberInfo member, object instance) => throw new IOException("away today");
    }

    private sealed class AwayParameterAttribute : ParameterAttribute
    {
        public override object? GetValue(System.Reflection.MemberInfo member, object instance) => base.GetValue(member, instance);
    }

    private sealed class Sample : NukeBuild, IHasLevel
    {
        [Parameter]
        public string Text { get; set; } = "default";

        [Away]
        public string? Away { get; }

        [AwayParameter]
        public string? Other { get; }

        public List<string> Ran { get; } = [];

        public string? SeenWhenCreated { get; private set; }

        public string? ChangeTo { get; init; }

        public bool ThrowWhenInitialized { get; init; }

        public Target Needed => _ => _.Executes(() => Ran.Add("Needed"));

        public Target Default => _ => _.DependsOn(Needed).Executes(() =>
        {
            Ran.Add("Default");
            Log.Information("Said by {Target:l}", "Default");
        });

        public Target Fails => _ => _.Executes(() => throw new InvalidOperationException("the reason"));

        public Target AfterFailure => _ => _.DependsOn(Fails).Executes(() => { });

        public Target Logs => _ => _.Executes(() =>
        {
            Log.Warning(new InvalidOperationException("logged"), "A warning");
            Log.Information("{A} {B} {C}", true, new[] { 1, 2 }, "text");
        });

        protected internal override void OnBuildCreated()
        {
            SeenWhenCreated = Text;
            Text = ChangeTo ?? Text;
        }

        protected internal override void OnBuildInitialized()
        {
            if (ThrowWhenInitialized)
                throw new InvalidOperationException("not initialized");
        }
    }
}
