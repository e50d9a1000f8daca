using Pipeline.Engine.CommandLine;
using Pipeline.Engine.CommandLine.Help;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Targets;
using Pipeline.Engine.Tests.Parameters;

namespace Pipeline.Engine.Tests.CommandLine;

public sealed class HelpTextTests
{
    private static readonly TargetDefinition[] s_targets =
    [
        new() { Name = "Clean", Description = "Deletes what builds left." },
        new() { Name = "Compile", DependsOn = ["Clean", "Restore"], IsDefault = true, Description = "Compiles" },
        new() { Name = "Hidden", Listed = false },
        new() { Name = "Bare" },
    ];

    private static readonly ParameterSpec[] s_parameters =
    [
        Given.Parameter<ConversionTests.Grade>("Grade") with { Description = "How good.", DefaultText = () => "High" },
        Given.Parameter<string>("NuGetApiKey") with { Description = "Key", IsSecret = true, IsRequired = true, DefaultText = () => "never shown" },
        Given.Parameter<bool>("SkipTests"),
        Given.Parameter<string[]>("Frameworks") with { ValueName = "TFM…" },
        Given.Parameter<Dictionary<string, string>>("Labels"),
        Given.Parameter<ConversionTests.Database>("AParameterWithAnExceptionallyLongName") with { Description = "Where data is." },
        Given.Parameter<string>("Unlisted") with { Listed = false },
    ];

    [Fact]
    public void Targets_and_parameters_are_aligned_with_what_they_need_and_their_defaults()
    {
        var text = HelpText.Render(new HelpRequest { Targets = s_targets, Parameters = s_parameters, Width = 80 });

        Assert.Equal(
            """
            Usage: ./build.sh [TARGET…] [--parameter value…]

            Targets:
              Clean              Deletes what builds left.
              Compile (default)  Compiles. Needs Clean, Restore.
              Bare

            Parameters:
              --grade VALUE                     How good. One of Low, High. Default: High.
              --nuget-api-key TEXT              Key. Required. Secret.
              --skip-tests
              --frameworks TFM…
              --labels KEY=VALUE…
              --a-parameter-with-an-exceptionally-long-name JSON
                                                Where data is.

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal_where_words_can_be_wrapped(int width)
    {
        var text = HelpText.Render(new HelpRequest { Targets = s_targets, Parameters = EngineParameters.For(s_targets, []), Width = width });

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= Math.Max(40, width) || !line.Trim().Contains(' ', StringComparison.Ordinal) || line.StartsWith("Usage", StringComparison.Ordinal), line));
        Assert.Contains("Options:", text, StringComparison.Ordinal);
        Assert.Contains("--skip [TARGET…]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("--complete ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_has_the_listed_targets_one_a_line()
    {
        Assert.Equal("Clean\nCompile\nBare\n", HelpText.List(s_targets));
    }
}
