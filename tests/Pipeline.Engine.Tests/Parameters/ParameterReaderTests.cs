using Pipeline.Engine.CommandLine.Completion;
using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Targets;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Parameters;

public sealed class ParameterReaderTests : IDisposable
{
    private readonly RootDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void The_command_line_comes_before_the_environment_profiles_and_the_file()
    {
        _root.Write("parameters.json", """{ "Retries": 1 }""");
        _root.Write("parameters.a.json", """{ "Retries": 2 }""");
        _root.Write("parameters.b.json", """{ "Retries": 3 }""");

        Assert.Equal(1, Retries([]));
        Assert.Equal(2, Retries(["--profile", "a"]));
        Assert.Equal(3, Retries(["--profile", "a", "b"]));
        Assert.Equal(2, Retries(["--profile", "b", "a"]));
        Assert.Equal(4, Retries(["--profile", "a"], ("RETRIES", "4")));
        Assert.Equal(5, Retries(["--profile", "a"], ("RETRIES", "4"), ("NUKE_RETRIES", "5")));
        Assert.Equal(6, Retries(["--retries", "6"], ("RETRIES", "4"), ("NUKE_RETRIES", "5")));
    }

    [Fact]
    public void An_empty_variable_and_a_null_in_a_file_are_no_values()
    {
        _root.Write("parameters.json", """{ "Retries": 1 }""");
        _root.Write("parameters.a.json", """{ "Retries": null }""");

        Assert.Equal(1, Retries(["--profile", "a"], ("NUKE_RETRIES", "")));
    }

    [Fact]
    public void A_parameter_that_nobody_gave_has_no_value()
    {
        var values = Read([], []);

        Assert.Null(values.Find("Retries"));
        Assert.False(values.TryGet("Retries", out _));
        Assert.Empty(values.Problems);
        Assert.Empty(values.All);
    }

    [Theory]
    [InlineData("NUGET_API_KEY")]
    [InlineData("NuGetApiKey")]
    [InlineData("nuget_apikey")]
    [InlineData("NUKE_NUGET_API_KEY")]
    [InlineData("NUKE_NuGetApiKey")]
    public void A_variable_counts_by_the_letters_of_its_name(string variable)
    {
        Assert.Equal("x", Given.ReadEnvironment([Given.Parameter<string>("NuGetApiKey")], (variable, "x")).Find("nuget-api-key")!.Value);
    }

    [Fact]
    public void Of_two_spellings_the_exact_one_counts_then_the_first_in_ordinal_order()
    {
        ParameterSpec[] specs = [Given.Parameter<string>("ApiKey")];

        Assert.Equal("exact", Given.ReadEnvironment(specs, ("API_KEY", "upper"), ("ApiKey", "exact"), ("apikey", "lower")).Find("ApiKey")!.Value);
        Assert.Equal("upper", Given.ReadEnvironment(specs, ("apikey", "lower"), ("API_KEY", "upper")).Find("ApiKey")!.Value);
    }

    [Fact]
    public void A_wrong_value_is_told_with_its_place()
    {
        _root.Write("parameters.json", "{\n  \"Retries\": \"abc\"\n}");

        Assert.Equal("Parameter 'Retries' got 'abc' from the environment variable NUKE_RETRIES, but needs a whole number, e.g. --retries 3.", Message([], ("NUKE_RETRIES", "abc")));
        Assert.Equal("Parameter 'Retries' got 'abc' from .nuke/parameters.json, line 2, column 14, but needs a whole number, e.g. --retries 3.", Message([]));
    }

    [Fact]
    public void All_mistakes_of_one_input_are_one_error_with_exit_code_2()
    {
        _root.Write("parameters.json", """{ "Retires": 1, "Level": "x" }""");

        var values = Read(["--confguration", "Release", "Complie"], [("NUKE_RETRIES", "abc")]);
        var exception = Assert.Throws<PipelineException>(values.ThrowIfInvalid);

        Assert.Equal(2, exception.ExitCode);
        Assert.Equal(ParameterErrors.SeveralMistakes, exception.Code);
        Assert.StartsWith("4 mistakes in what was given:\n  PIPE0051: Unknown option '--confguration'.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PIPE0054: Parameter 'Retries' got 'abc'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PIPE0054: Parameter 'Level' got 'x'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PIPE0056: .nuke/parameters.json, line 1, column 3: unknown parameter 'Retires'. Did you mean 'Retries'?", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mistake_keeps_its_own_id()
    {
        var exception = Assert.Throws<PipelineException>(Read(["--level", "x"], []).ThrowIfInvalid);

        Assert.Equal(ParameterErrors.WrongType, exception.Code);
        Read([], []).ThrowIfInvalid();
    }

    [Fact]
    public void Unknown_targets_are_reported_with_near_misses_wherever_they_are_named()
    {
        var values = Read(["Complie", "--skip", "Tset", "--explain", "Foo", "--target", "compile"], []);

        Assert.Equal(
            ["Unknown target 'Complie'. Did you mean 'Compile'?", "Unknown target 'Tset' to skip. Did you mean 'Test'?", "Unknown target 'Foo' to explain."],
            values.Problems.Select(x => x.Message));
        Assert.All(values.Problems, x => Assert.Equal(TargetErrors.UnknownTarget, x.Code));
    }

    [Theory]
    [InlineData("{ \"Retries\": 1", "line 1, column 15: the end of the text where ',' or '}' must stand.")]
    [InlineData("{\n  \"Retries\": tru\n}", "line 2, column 14: 'tru' is no value; text stands in double quotes.")]
    [InlineData("[1]", "line 1, column 1: parameters stand in an object, e.g. { \"Configuration\": \"Release\" }, but this is a list.")]
    [InlineData("", "line 1, column 1: the text ends where a value must stand.")]
    public void Malformed_json_is_told_with_file_line_and_column(string text, string message)
    {
        _root.Write("parameters.json", text);

        var problem = Assert.Single(Read([], []).Problems);

        Assert.Equal(ParameterErrors.MalformedFile, problem.Code);
        Assert.Equal(".nuke/parameters.json, " + message, problem.Message);
    }

    [Fact]
    public void The_schema_key_is_no_parameter_and_a_key_given_twice_is_a_mistake()
    {
        _root.Write("parameters.json", """{ "$schema": "build.schema.json", "Retries": 1, "retries": 2 }""");

        var problem = Assert.Single(Read([], []).Problems);

        Assert.Equal(ParameterErrors.DuplicateKey, problem.Code);
        Assert.Equal(".nuke/parameters.json, line 1, column 49: 'retries' was already given as 'Retries'. Remove one of the two.", problem.Message);
    }

    [Fact]
    public void Commands_of_the_engine_cannot_be_set_in_a_file()
    {
        _root.Write("parameters.json", """{ "Help": true }""");

        Assert.Equal(".nuke/parameters.json, line 1, column 3: 'Help' can't be set in a file. Give it on the command line: --help.", Message([]));
    }

    [Fact]
    public void A_profile_without_a_file_is_a_mistake_that_names_the_profiles_there_are()
    {
        _root.Write("parameters.staging.json", "{}");
        _root.Write("parameters.production.json", "{}");

        var message = Message(["--profile", "stagign"]);

        Assert.Equal($"Parameter 'Profile' names the profile 'stagign', but there is no .nuke/parameters.stagign.json in {_root.Path}. There are: production, staging. Did you mean 'staging'?", message);
    }

    [Fact]
    public void A_profile_is_a_name_and_no_path()
    {
        Assert.Contains("names the profile '../x'", Message(["--profile", "../x"]), StringComparison.Ordinal);
        Directory.Delete(Path.Combine(_root.Path, ".nuke"));
        Assert.Contains("There is no profile yet.", Message(["--profile", "x"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_may_select_a_profile()
    {
        _root.Write("parameters.staging.json", """{ "Retries": 7 }""");
        var environment = Given.Parameter<string>("Environment") with { SelectsProfile = true, DefaultText = () => "rehearsal" };

        ParameterValues ReadIn(params string[] arguments) => ParameterReader.Read(new ParameterInput { Arguments = arguments, Parameters = [environment, Given.Parameter<int>("Retries")], RootDirectory = _root.Path });

        Assert.Equal(7, ReadIn("--environment", "staging").Find("Retries")!.Value);
        Assert.Equal(["staging"], ReadIn("--environment", "staging").Engine.Profiles);
        Assert.Empty(ReadIn("--environment", "rehearsal").Problems);
        Assert.Equal(ParameterErrors.UnknownProfile, Assert.Single(ReadIn("--environment", "prod").Problems).Code);
    }

    [Fact]
    public void What_belongs_to_one_environment_is_refused_in_the_file_for_all()
    {
        _root.Write("parameters.json", """{ "Database": "all" }""");
        _root.Write("parameters.staging.json", """{ "Database": "staging" }""");
        var database = Given.Parameter<string>("Database") with { NeedsProfile = true, Origins = ParameterOrigins.Files };

        ParameterValues ReadIn(params string[] arguments) => ParameterReader.Read(new ParameterInput { Arguments = arguments, Parameters = [database], RootDirectory = _root.Path });

        var problem = Assert.Single(ReadIn("--profile", "staging").Problems);
        Assert.Equal(ParameterErrors.UnknownKey, problem.Code);
        Assert.Contains("parameters.json", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'Database' belongs to one environment", problem.Message, StringComparison.Ordinal);
        _root.Write("parameters.json", "{}");
        Assert.Equal("staging", ReadIn("--profile", "staging").Find("Database")!.Value);
    }

    [Fact]
    public void A_file_holds_values_of_every_kind()
    {
        _root.Write("parameters.json", """
            {
              // a comment
              "Text": "a",
              "Number": 1.50, /* another */
              "Switch": true,
              "List": ["x", 2, true],
              "Joined": "a+b",
              "Map": { "a": 1 },
              "Record": { "Host": "db", "Port": 1 },
              "Duration": "5m",
            }
            """);

        var values = ParameterReader.Read(new ParameterInput
        {
            Arguments = [],
            RootDirectory = _root.Path,
            Parameters =
            [
                Given.Parameter<string>("Text"), Given.Parameter<string>("Number"), Given.Parameter<bool>("Switch"), Given.Parameter<string[]>("List"), Given.Parameter<string[]>("Joined") with { Separator = "+" },
                Given.Parameter<Dictionary<string, int>>("Map"), Given.Parameter<ConversionTests.Database>("Record"), Given.Parameter<TimeSpan?>("Duration"),
            ],
        });

        values.ThrowIfInvalid();
        Assert.Equal("a", values.Find("Text")!.Value);
        Assert.Equal("1.50", values.Find("Number")!.Value);
        Assert.Equal(true, values.Find("Switch")!.Value);
        Assert.Equal(["x", "2", "true"], (string[])values.Find("List")!.Value!);
        Assert.Equal(["a", "b"], (string[])values.Find("Joined")!.Value!);
        Assert.Equal(1, ((Dictionary<string, int>)values.Find("Map")!.Value!)["a"]);
        Assert.Equal("db", ((ConversionTests.Database)values.Find("Record")!.Value!).Host);
        Assert.Equal(TimeSpan.FromMinutes(5), values.Find("Duration")!.Value);
        Assert.Equal("Duration = 00:05:00 (.nuke/parameters.json, line 10, column 15)", values.Find("Duration")!.ToString());
    }

    [Theory]
    [InlineData("""{ "List": { } }""", "got an object from .nuke/parameters.json, line 1, column 11, but needs a list, each item a whole number")]
    [InlineData("""{ "List": [1, null] }""", "got null at [1]")]
    [InlineData("""{ "Map": [1] }""", "got a list from")]
    [InlineData("""{ "Number": [1] }""", "got a list from")]
    public void A_value_of_the_wrong_kind_in_a_file_is_a_mistake(string text, string message)
    {
        _root.Write("parameters.json", text);

        var values = ParameterReader.Read(new ParameterInput { Arguments = [], RootDirectory = _root.Path, Parameters = [Given.Parameter<int[]>("List"), Given.Parameter<Dictionary<string, int>>("Map"), Given.Parameter<int>("Number")] });

        Assert.Contains(message, Assert.Single(values.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_mistake()
    {
        using var locked = new FileStream(_root.Write("parameters.json", "{}"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(ParameterErrors.FileAccess, Assert.Single(Read([], []).Problems).Code);
    }

    [Fact]
    public void Without_a_root_directory_there_are_no_files()
    {
        var values = Given.Read([Given.Parameter<int>("Retries")], "--profile", "x", "--retries", "1");

        Assert.Empty(values.Problems);
    }

    [Fact]
    public void A_root_on_the_command_line_overrides_the_given_one()
    {
        _root.Write("parameters.json", """{ "Retries": 9 }""");

        var values = ParameterReader.Read(new ParameterInput { Arguments = ["--root", Path.GetFileName(_root.Path)], Parameters = [Given.Parameter<int>("Retries")], RootDirectory = "/nowhere", WorkingDirectory = Path.GetDirectoryName(_root.Path) });

        Assert.Equal(_root.Path, values.Engine.Root);
        Assert.Equal(9, values.Find("Retries")!.Value);
    }

    [Fact]
    public void The_builds_parameter_hides_the_engines_of_the_same_name()
    {
        var values = Given.Read([Given.Parameter<string>("Version")], "--version", "1.2.3");

        Assert.Equal("1.2.3", values.Find("Version")!.Value);
        Assert.False(values.Engine.Version);
        Assert.Single(values.Parameters, x => x.Name == "Version");
    }

    [Fact]
    public void Two_parameters_of_one_name_are_the_builds_mistake()
    {
        var exception = Assert.Throws<PipelineException>(() => Given.Read([Given.Parameter<string>("ApiKey"), Given.Parameter<string>("Api_key")]));

        Assert.Equal(ParameterErrors.DuplicateParameter, exception.Code);
    }

    [Fact]
    public void The_engines_options_are_typed()
    {
        var engine = Read(
            ["Compile", "--target", "Test", "--skip", "Compile+Test", "--parallel", "4", "--keep-going", "--continue", "--no-cache", "--explain", "Test", "--plan", "--plan-format", "json",
             "--dry-run", "--list", "--verbosity", "verbose", "--no-logo", "--host", "Terminal", "--completion", "zsh", "--complete", "x", "--version", "-h", "--sequential"], []).Engine;

        Assert.Equivalent(
            new EngineOptions
            {
                Targets = ["Compile", "Test"],
                Skip = ["Compile", "Test"],
                Parallel = 4,
                KeepGoing = true,
                Continue = true,
                NoCache = true,
                Explain = ["Test"],
                Plan = true,
                PlanFormat = PlanFormat.Json,
                DryRun = true,
                List = true,
                Verbosity = OutputVerbosity.Verbose,
                NoLogo = true,
                Host = "Terminal",
                Completion = CompletionShell.Zsh,
                Complete = "x",
                Version = true,
                Help = true,
                Sequential = true,
            },
            engine);
    }

    [Fact]
    public void Options_of_the_engine_that_were_not_given_have_their_defaults()
    {
        Assert.Equivalent(new EngineOptions(), Read([], [("HOST", "x"), ("VERSION", "1"), ("TARGET", "x"), ("VERBOSITY", "?")]).Engine);
        Assert.Equal(0, Read(["--parallel", "Compile"], []).Engine.Parallel);
        Assert.Empty(Read(["--skip"], []).Engine.Skip!);
        Assert.Equal(OutputVerbosity.Quiet, Read([], [("NUKE_VERBOSITY", "quiet")]).Engine.Verbosity);
        Assert.Equal("secrets", Read([":secrets", "staging"], []).Engine.Command);
    }

    [Fact]
    public void An_unknown_host_is_a_mistake_where_the_hosts_are_known()
    {
        var values = ParameterReader.Read(new ParameterInput { Arguments = ["--host", "GithubAction"], Parameters = [], Hosts = ["Terminal", "GitHubActions"] });

        Assert.EndsWith("Did you mean 'GitHubActions'?", Assert.Single(values.Problems).Message, StringComparison.Ordinal);
    }

    private int? Retries(string[] arguments, params (string, string)[] variables)
    {
        var values = Read(arguments, variables);
        values.ThrowIfInvalid();
        return (int?)values.Find("Retries")?.Value;
    }

    private string Message(string[] arguments, params (string, string)[] variables) => Assert.Single(Read(arguments, variables).Problems).Message;

    private ParameterValues Read(string[] arguments, (string Name, string Value)[] variables) => ParameterReader.Read(new ParameterInput
    {
        Arguments = arguments,
        Parameters = [Given.Parameter<int>("Retries"), Given.Parameter<ConversionTests.Level>("Level"), Given.Parameter<string>("Configuration")],
        Targets = [new TargetDefinition { Name = "Compile" }, new TargetDefinition { Name = "Test" }],
        Environment = variables.ToDictionary(x => x.Name, x => x.Value),
        RootDirectory = _root.Path,
    });
}
