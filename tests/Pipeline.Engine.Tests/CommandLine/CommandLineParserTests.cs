using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Tests.Parameters;

namespace Pipeline.Engine.Tests.CommandLine;

public sealed class CommandLineParserTests
{
    private static readonly ParameterSpec[] s_parameters =
    [
        Given.Parameter<string>("Configuration"),
        Given.Parameter<bool>("SkipTests"),
        Given.Parameter<string[]>("Frameworks") with { Separator = "+" },
        Given.Parameter<int?>("Jobs") with { ValueIsOptional = true },
        Given.Parameter<int>("Offset"),
        Given.Parameter<string>("NuGetApiKey"),
    ];

    [Fact]
    public void Words_are_targets_and_a_plus_separates_them()
    {
        var parsed = Parse("Compile", "Test+Pack");

        Assert.Equal(["Compile", "Test", "Pack"], parsed.Targets);
        Assert.Empty(parsed.Problems);
    }

    [Fact]
    public void A_single_value_takes_one_word_and_leaves_the_next_as_a_target()
    {
        var parsed = Parse("--configuration", "Release", "Compile");

        Assert.Equal(["Compile"], parsed.Targets);
        Assert.Equal(["Release"], Values(parsed, "Configuration"));
    }

    [Fact]
    public void A_switch_swallows_no_target()
    {
        var parsed = Parse("--skip-tests", "Compile");

        Assert.Equal(["Compile"], parsed.Targets);
        Assert.Empty(Values(parsed, "SkipTests"));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("False")]
    public void A_switch_takes_a_literal_truth_value(string word)
    {
        var parsed = Parse("--skip-tests", word, "Compile");

        Assert.Equal(["Compile"], parsed.Targets);
        Assert.Equal([word], Values(parsed, "SkipTests"));
    }

    [Fact]
    public void A_list_takes_all_words_up_to_the_next_option()
    {
        var parsed = Parse("--frameworks", "net8.0", "net9.0", "--skip-tests", "Compile");

        Assert.Equal(["net8.0", "net9.0"], Values(parsed, "Frameworks"));
        Assert.Equal(["Compile"], parsed.Targets);
    }

    [Fact]
    public void Two_dashes_end_a_list_and_all_options()
    {
        var parsed = Parse("--frameworks", "net8.0", "--", "Compile", "--skip-tests");

        Assert.Equal(["net8.0"], Values(parsed, "Frameworks"));
        Assert.Equal(["Compile", "--skip-tests"], parsed.Targets);
    }

    [Fact]
    public void A_list_given_twice_adds_up()
    {
        var parsed = Parse("--frameworks", "net8.0", "--frameworks=net9.0", "net10.0");

        Assert.Equal(["net8.0", "net9.0", "net10.0"], Values(parsed, "Frameworks"));
    }

    [Fact]
    public void An_optional_number_takes_only_a_number()
    {
        Assert.Equal(["4"], Values(Parse("--jobs", "4", "Compile"), "Jobs"));
        Assert.Empty(Values(Parse("--jobs", "Compile"), "Jobs"));
        Assert.Equal(["Compile"], Parse("--jobs", "Compile").Targets);
    }

    [Fact]
    public void A_negative_number_is_a_value_and_so_is_a_lone_dash()
    {
        Assert.Equal(["-3"], Values(Parse("--offset", "-3"), "Offset"));
        Assert.Equal(["-"], Values(Parse("--configuration", "-"), "Configuration"));
    }

    [Theory]
    [InlineData("--nuget-api-key")]
    [InlineData("-NuGetApiKey")]
    [InlineData("--NUGET_API_KEY")]
    [InlineData("---nu-get-api-key")]
    public void Case_dashes_and_underscores_do_not_count_in_a_name(string spelling)
    {
        Assert.Equal(["x"], Values(Parse(spelling, "x"), "NuGetApiKey"));
        Assert.Equal(["a=b"], Values(Parse(spelling + "=a=b"), "NuGetApiKey"));
    }

    [Fact]
    public void A_single_value_given_twice_is_a_mistake()
    {
        var problem = Assert.Single(Parse("--configuration", "Debug", "--Configuration=Release").Problems);

        Assert.Equal(ParameterErrors.DuplicateOption, problem.Code);
        Assert.Equal("Option '--Configuration' was given twice, and takes one value. Give it once.", problem.Message);
    }

    [Fact]
    public void An_unknown_option_is_a_mistake_with_near_misses_and_its_words_are_no_targets()
    {
        var parsed = Parse("--confguration", "Release", "--skip-tests", "Compile");

        Assert.Equal("Unknown option '--confguration'. Did you mean '--configuration'? See --help.", Assert.Single(parsed.Problems).Message);
        Assert.Equal(["Compile"], parsed.Targets);
    }

    [Theory]
    [InlineData("--configuration")]
    [InlineData("--frameworks")]
    [InlineData("--configuration", "--")]
    public void An_option_without_its_value_is_a_mistake(params string[] arguments)
    {
        Assert.Equal(ParameterErrors.MissingValue, Assert.Single(Parse(arguments).Problems).Code);
    }

    [Fact]
    public void An_option_that_stands_for_a_value_is_a_mistake_that_says_how_to_write_it()
    {
        var problem = Assert.Single(Parse("--configuration", "-release").Problems, x => x.Code == ParameterErrors.MissingValue);

        Assert.Equal("Option '--configuration' needs a text, e.g. --configuration VALUE. '-release' is an option; a value that begins with a dash is written --configuration=-release.", problem.Message);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var parsed = Parse("--foo", "--offset", "1", "--offset", "2", "--configuration");

        Assert.Equal([ParameterErrors.UnknownOption, ParameterErrors.DuplicateOption, ParameterErrors.MissingValue], parsed.Problems.Select(x => x.Code));
    }

    [Fact]
    public void A_word_with_a_colon_is_a_command()
    {
        var parsed = Parse(":secrets", "staging", "--skip-tests");

        Assert.Equal("secrets", parsed.Command);
        Assert.Equal(["staging"], parsed.CommandArguments);
        Assert.Empty(parsed.Targets);
    }

    [Fact]
    public void Any_words_are_parsed_without_an_exception_and_every_word_after_two_dashes_is_kept()
    {
        Prop.ForAll<string[]>(words =>
        {
            var arguments = words.Where(x => x is not null).ToArray();
            CommandLineParser.Parse(arguments, s_parameters);
            var kept = CommandLineParser.Parse(["Compile", "--", .. arguments], s_parameters).Targets.Count;
            return kept == 1 + arguments.Sum(x => x.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Targets_and_values_are_the_same_in_whatever_order_options_and_targets_stand()
    {
        var targets = Gen.Elements("Compile", "Test", "Pack", "true-ish", "12");
        var cases =
            from options in Gen.Shuffle<string[]>([["--configuration", "Release"], ["--skip-tests"], ["--offset", "-7"], ["--jobs", "2"], ["--nuget-api-key=x y"]])
            from names in Gen.ArrayOf(targets, options.Length + 1)
            select (options, names);

        Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var arguments = new List<string> { x.names[0] };
            for (var i = 0; i < x.options.Length; i++)
            {
                arguments.AddRange(x.options[i]);
                arguments.Add(x.names[i + 1]);
            }

            var parsed = CommandLineParser.Parse(arguments, s_parameters);
            return parsed.Problems.Count == 0
                && parsed.Targets.SequenceEqual(x.names)
                && Values(parsed, "Configuration")[0] == "Release"
                && Values(parsed, "SkipTests").Count == 0
                && Values(parsed, "Offset")[0] == "-7"
                && Values(parsed, "Jobs")[0] == "2"
                && Values(parsed, "NuGetApiKey")[0] == "x y";
        }).QuickCheckThrowOnFailure();
    }

    private static ParsedCommandLine Parse(params string[] arguments) => CommandLineParser.Parse(arguments, s_parameters);

    private static IReadOnlyList<string> Values(ParsedCommandLine parsed, string name) => Assert.Single(parsed.Options, x => x.Spec.Name == name).Values;
}
