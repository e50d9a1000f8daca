using Nuke.Builds.Tests.Running;

namespace Nuke.Builds.Tests;

public sealed class TargetTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    [Fact]
    public void Dependencies_orders_and_triggers_are_kept()
    {
        var run = _repository.Gallery("Relations", "All");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["clean", "compile", "compile again", "coverage", "license", "lint", "notify", "restore", "test"], run.Said.Select(x => x.Trim('[', ']')).Order(StringComparer.Ordinal));
        Ordered(run, "[clean]", "[restore]", "[license]", "[compile]", "[compile again]", "[lint]", "[test]", "[coverage]");
        Ordered(run, "[compile again]", "[notify]");
    }

    [Fact]
    public void Without_a_name_the_default_target_runs_and_what_it_needs_and_triggers()
    {
        var run = _repository.Gallery("Relations");

        Assert.Equal(["Restore succeeded", "License succeeded", "Compile succeeded", "Notify succeeded"], run.Outcomes);
    }

    [Fact]
    public void Skipping_targets_skips_them_alone()
    {
        var run = _repository.Gallery("Relations", "Test", "--skip", "License", "Notify");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["[restore]", "[compile]", "[compile again]", "[test]", "[coverage]"], run.Said);
        Assert.Contains("License skipped", run.Outcomes);
    }

    [Fact]
    public void Skip_without_a_name_runs_only_what_was_asked_for()
    {
        var run = _repository.Gallery("Relations", "Test", "--skip");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["[test]"], run.Said);
    }

    [Fact]
    public void An_unknown_target_ends_with_a_near_miss_and_exit_code_2()
    {
        var run = _repository.Gallery("Relations", "Tset");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Outcomes);
        Assert.Contains("Unknown target 'Tset'. Did you mean 'Test'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_targets_ignore_case()
    {
        var run = _repository.Gallery("Relations", "restore");

        Assert.Equal(["[restore]"], run.Said);
    }

    [Fact]
    public void Plan_shows_what_would_run_and_runs_nothing()
    {
        var run = _repository.Gallery("Relations", "Test", "--plan");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Outcomes);
        Assert.Matches(@"Compile +needed by Test; needs Restore, License", run.Out);
        Assert.Matches(@"Coverage +triggered by Test", run.Out);
    }

    [Fact]
    public void Help_lists_targets_but_not_unlisted_ones()
    {
        var run = _repository.Gallery("Relations", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"Compile \(default\) +Needs Restore", run.Out);
        Assert.Matches(@"All +Everything. Needs Clean, Lint, Test.", run.Out);
        Assert.DoesNotContain("Notify", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Overridden_targets_say_what_their_bases_say_first()
    {
        var run = _repository.Gallery("Inheritance", "--company", "initech");

        Assert.True(run.ExitCode == 0, run.ToString());
        Ordered(run, "[restore build]", "[compile base]", "[compile team]", "[compile build]", "[publish initech rocket]");
        Ordered(run, "[prepare]", "[compile base]");
        Assert.DoesNotContain("[restore base]", run.Said);
    }

    [Fact]
    public void Interface_components_compose()
    {
        var run = _repository.Gallery("Mixins");

        Assert.True(run.ExitCode == 0, run.ToString());
        Ordered(run, "[restore Build]", "[compile]", "[compile, ours]", "[pack]", "[sign]", "[analyze]", "[deploy]", "[deployed]");
        Ordered(run, "[compile, ours]", "[inspect]");
        Assert.Single(run.Said, "[compile]");
    }

    [Fact]
    public void A_component_can_be_depended_on_as_a_whole_and_another_target_be_taken_over()
    {
        var run = _repository.Gallery("Mixins", "Whole");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["[one]", "[two]", "[shared]", "[whole]"], run.Said);
    }

    [Fact]
    public void Conditions_skip_targets_and_what_only_they_needed()
    {
        var run = _repository.Gallery("Conditions");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            [
                "[restore]", "[compile]", "[migrate]",
                "[deploy] skipped=StartDatabase,IntegrationTest,Seed,ServerOnly running=Deploy",
                "[plan] Restore>Compile>StartDatabase>IntegrationTest>Migrate>Seed>ServerOnly>Deploy",
                "[host] Terminal local=True server=False",
                "[invoked] False True False",
            ],
            run.Said);
        Assert.Contains("Seed skipped: !_migrated", run.Error, StringComparison.Ordinal);
        Assert.Contains("ServerOnly skipped: IsServerBuild", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_hear_of_parameters_and_of_what_was_invoked()
    {
        var run = _repository.Gallery("Conditions", "Compile", "After", "Deploy", "--integration", "--stage", "none");

        Assert.True(run.ExitCode == 0, run.ToString());
        Ordered(run, "[database]", "[integration]", "[seed]", "[after]");
        Assert.DoesNotContain("[migrate]", run.Said);
        Assert.Contains("[invoked] True True True", run.Said);
    }

    [Fact]
    public void Asynchronous_targets_are_awaited_one_after_another()
    {
        var run = _repository.Gallery("Asynchronous");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["Written on another thread", "Read=text", "[run]", "[run]", "[run]"], run.Said);
    }

    [Fact]
    public void An_interrupted_build_ends_the_processes_it_started_runs_what_is_assured_and_exits_with_130()
    {
        var run = _repository.Interrupt("[waiting]", "Asynchronous", "Wait", "Last");

        Assert.True(run.ExitCode == 130, run.ToString());
        Assert.Contains("[last]", run.Said);
        Assert.Contains("Cancelling", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_default_targets_run()
    {
        var run = _repository.Gallery("Matrix", "--plan");

        Assert.Contains("Plan for Test, Pack", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_target_ends_what_needs_it_but_not_what_is_assured()
    {
        var run = _repository.Gallery("Failures", "--fragile");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Lint failed", "Compile failed", "Cleanup succeeded"], run.Outcomes);
        Assert.Contains("[cleanup] failing=True failed=Lint,Compile", run.Said);
        Assert.True(_repository.Has("cleaned.txt"));
        Assert.Matches(@"Test +Not run", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_goes_on_after_a_failure_that_may_be_and_fails_at_its_end()
    {
        var run = _repository.Gallery("Failures");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["Lint failed", "Compile succeeded", "Test succeeded", "Cleanup succeeded", "Report succeeded"], run.Outcomes);
        Assert.Contains("Lint found three problems", run.Error, StringComparison.Ordinal);
        Assert.Contains("[finished] successful=False", run.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Retries_are_logged_and_end_with_the_first_success()
    {
        var run = _repository.Gallery("Failures", "Retrying");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Attempt #1 failed with: attempt 1", "Attempt #2 failed with: attempt 2", "Needed 3 attempts"], run.Said);
    }

    [Theory]
    [InlineData("Failures", "Refuse", "Refused for a reason")]
    [InlineData("Failures", "Nested", "outer failure")]
    [InlineData("Asynchronous", "Throw", "Broken in the middle")]
    public void The_message_of_a_failure_is_shown_without_its_stack_trace(string build, string target, string message)
    {
        var run = _repository.Gallery(build, target);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_trace_is_shown_to_who_asks_for_it()
    {
        var run = _repository.Gallery("Failures", "Nested", "--verbosity", "verbose");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("inner cause", run.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_may_set_its_own_exit_code() => Assert.Equal(42, _repository.Gallery("Failures", "OwnCode").ExitCode);

    [Theory]
    [InlineData("Broken", 2, "Target 'ThrowsWhenRead' can't be read: the description is not to be had")]
    [InlineData("Cyclic", 2, "One needs Three needs Two needs One")]
    [InlineData("Foreign", 2, "Target 'One', in DependsOn, refers to 'Broken.Foreign.Other.Elsewhere', which is no target of the build.")]
    [InlineData("Exploding", 1, "This build can't be made")]
    public void A_build_that_is_wrong_says_what_is_wrong(string build, int exitCode, string message)
    {
        var run = _repository.Gallery(build);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();

    private static void Ordered(BuildRun run, params string[] lines)
    {
        var positions = lines.Select(x => run.Said.ToList().IndexOf(x)).ToList();
        Assert.True(positions.TrueForAll(x => x >= 0), run.ToString());
        Assert.Equal(positions.Order(), positions);
    }
}
