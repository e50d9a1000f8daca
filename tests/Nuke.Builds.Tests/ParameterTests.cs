using Nuke.Builds.Tests.Running;

namespace Nuke.Builds.Tests;

public sealed class ParameterTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    [Fact]
    public void Without_anything_given_members_keep_their_defaults()
    {
        var run = _repository.Gallery("Parameters");

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "Configuration=Debug", "Channel=Beta", "Fallback=", "Output=out", "Names=none", "Flags=", "Retries=", "Count=3", "Fast=False", "Sure=", "Region=west", "FromProperty=property", "Version=1.0", "Patience=00:00:05", "FeedUrl=default", "FeedRetries=7", "Level=", "Dry=False");
    }

    [Fact]
    public void Each_type_is_converted_from_the_command_line()
    {
        var run = _repository.Gallery("Parameters",
            "--configuration", "installer", "--channel", "stable", "--fallback", "ALPHA", "--output", "build/x", "--names", "a", "b", "--flags", "x+y",
            "--numbers", "1", "2", "3", "--configurations", "Debug", "Release-Installer", "--retries", "4", "--count", "5", "--fast", "--sure", "false",
            "--endpoint", """{"Address":"h","Port":5}""", "--region", "east", "--from-property", "p", "--settable", "s", "--since", "2020-01-01",
            "--patience", "00:01:00", "--ratio", "1.5", "--id", "0b3c3a0a-5d57-4c11-9f4f-2f2b4f6b7a01", "--hidden", "q");

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "Configuration=Release-Installer", "Channel=Stable", "Fallback=Alpha", "Output=build/x", "Names=a,b", "Flags=x,y", "Numbers=6",
            "Configurations=Debug,Release-Installer", "Retries=4", "Count=5", "Fast=True", "Sure=False", "Endpoint=Endpoint { Address = h, Port = 5 }",
            "Region=east", "FromProperty=p", "Settable=s", "Since=2020", "Patience=00:01:00", "Ratio=1.5", "Id=0b3c3a0a-5d57-4c11-9f4f-2f2b4f6b7a01", "Hidden=q");
    }

    [Fact]
    public void Interface_components_have_parameters_with_a_prefix_and_without()
    {
        var run = _repository.Gallery("Parameters", "--feed-url", "u", "--feed-retries", "2", "--image-tags", "a", "b", "--image-level", "alpha", "--image-dry");

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "FeedUrl=u", "FeedRetries=2", "Tags=a,b", "Level=Alpha", "Dry=True");
    }

    [Fact]
    public void Names_of_parameters_ignore_case_and_dashes()
    {
        var run = _repository.Gallery("Parameters", "Print", "--FromProperty", "p", "-Retries", "5", "--FEED-URL", "u");

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "FromProperty=p", "Retries=5", "FeedUrl=u");
    }

    [Fact]
    public void A_parameter_named_like_an_option_of_the_engine_wins()
    {
        var run = _repository.Gallery("Parameters", "--version", "2.3.4");

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "Version=2.3.4");
    }

    [Fact]
    public void The_command_line_wins_over_environment_profile_and_file_in_that_order()
    {
        _repository.Write(".nuke/parameters.json", """{ "Count": 1, "Retries": 1, "Region": "east", "Names": ["j1", "j2"] }""");
        _repository.Write(".nuke/parameters.ci.json", """{ "Count": 2, "Retries": 2, "Settable": "profile" }""");

        var run = _repository.Gallery("Parameters", [("NUKE_RETRIES", "3"), ("FEED_URL", "env"), ("SETTABLE", "env")], "--profile", "ci", "--settable", "line");

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "Count=2", "Retries=3", "Region=east", "Names=j1,j2", "Settable=line", "FeedUrl=env");
    }

    [Fact]
    public void All_mistakes_of_a_command_line_are_reported_at_once_with_near_misses()
    {
        var run = _repository.Gallery("Parameters", "--retries", "many", "--regoin", "east", "--region", "north", "--channel", "gamma", "--configuration", "Realese");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Said);
        Assert.Contains("5 mistakes", run.Error, StringComparison.Ordinal);
        Assert.Contains("Unknown option '--regoin'. Did you mean '--region'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("'Channel' got 'gamma'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'Region' got 'north'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'Retries' got 'many'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'Configuration' got 'Realese'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_parameter_file_is_named_with_its_line()
    {
        _repository.Write(".nuke/parameters.json", "{\n  \"Count\": }");

        var run = _repository.Gallery("Parameters");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(".nuke/parameters.json, line 2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_masked_in_all_that_is_written()
    {
        var run = _repository.Gallery("Parameters", [("STORE_KEY", "correct-horse")]);

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "Key=***", "KeyLength=13");
        Assert.DoesNotContain("correct-horse", run.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", _repository.Read("output/run.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_parameters_with_descriptions_values_and_defaults()
    {
        var run = _repository.Gallery("Parameters", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("--configuration VALUE +The configuration. One of Debug, Release, Installer. Default: Debug.", run.Out);
        Assert.Matches("--region TEXT +One of west, east. Default: west.", run.Out);
        Assert.Matches("--store-key TEXT +Key of the store. Secret.", run.Out);
        Assert.Matches("--feed-url TEXT +Url of the feed", run.Out);
        Assert.DoesNotContain("--hidden", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_parameter_is_asked_for_by_name_before_anything_runs()
    {
        var run = _repository.Gallery("Requirements", "Push");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Said);
        Assert.Contains("Parameter 'Always' is required. Give it as --always VALUE", run.Error, StringComparison.Ordinal);
        Assert.Contains("Parameter 'ApiKey' (Key of the feed) is required.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Parameter 'Number' is required.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Required_parameters_that_are_given_let_the_targets_run()
    {
        var run = _repository.Gallery("Requirements", [("API_KEY", "12345"), ("NUKE_ALWAYS", "there")], "Push", "--number", "0");

        Assert.True(run.ExitCode == 0, run.ToString());
        Has(run, "[fine there]", "[push 5 0]");
    }

    [Fact]
    public void A_condition_that_does_not_hold_is_shown_as_it_was_written()
    {
        var run = _repository.Gallery("Requirements", "Delete", "--always", "x", "--sure", "--folder", "nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Target 'Delete' can't run", run.Error, StringComparison.Ordinal);
        Assert.Contains("Folder.DirectoryExists() || (Folder == null)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_s_secret_can_be_required_by_a_target_of_the_class()
    {
        var missing = _repository.Gallery("Requirements", [("API_KEY", "12345")], "Several", "--always", "x");
        var given = _repository.Gallery("Requirements", [("API_KEY", "12345"), ("TOKEN", "67890")], "Several", "--always", "x");

        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("Parameter 'Token' is required.", missing.Error, StringComparison.Ordinal);
        Assert.True(given.ExitCode == 0, given.ToString());
        Has(given, "[several]");
    }

    public void Dispose() => _repository.Dispose();

    private static void Has(BuildRun run, params string[] lines) => Assert.All(lines, x => Assert.Contains(x, run.Said));
}
