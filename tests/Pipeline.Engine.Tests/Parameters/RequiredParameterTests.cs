using Pipeline.Engine.Parameters;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Parameters;

public sealed class RequiredParameterTests
{
    private static readonly ParameterSpec s_image = Given.Parameter<string>("Image") with { Description = "What is deployed.", ValueName = "IMAGE" };
    private static readonly ParameterSpec s_retries = Given.Parameter<int>("Retries") with { IsRequired = true };
    private static readonly ParameterSpec s_key = Given.Parameter<string>("NuGetApiKey") with { IsSecret = true };

    [Fact]
    public void A_missing_one_is_an_error_that_names_every_way_to_give_it()
    {
        var exception = Assert.Throws<PipelineException>(() => Given.Read([s_image]).Complete(["Image"], null));

        Assert.Equal(ParameterErrors.MissingParameter, exception.Code);
        Assert.Equal(2, exception.ExitCode);
        Assert.Equal("Parameter 'Image' (What is deployed) is required. Give it as --image IMAGE, or the environment variable NUKE_IMAGE or IMAGE, or \"Image\" in .nuke/parameters.json or a profile's file.", exception.Message);
    }

    [Fact]
    public void A_missing_secret_is_not_asked_for_on_the_command_line()
    {
        var exception = Assert.Throws<PipelineException>(() => Given.Read([s_key]).Complete(["nuget-api-key"], null));

        Assert.Equal("Parameter 'NuGetApiKey' is required. Give it as the environment variable NUKE_NUGET_API_KEY or NUGET_API_KEY, or encrypted in .nuke/parameters.json (./build.sh :secrets).", exception.Message);
    }

    [Fact]
    public void What_is_missing_is_reported_together_with_other_mistakes()
    {
        var prompt = new FakePrompt("3");

        var exception = Assert.Throws<PipelineException>(() => Given.Read([s_image, s_retries], "--foo").Complete(["Image"], prompt));

        Assert.StartsWith("3 mistakes", exception.Message, StringComparison.Ordinal);
        Assert.Empty(prompt.Questions);
    }

    [Fact]
    public void A_wrong_one_is_not_called_missing_too()
    {
        var exception = Assert.Throws<PipelineException>(() => Given.Read([s_retries], "--retries", "x").Complete([], null));

        Assert.Equal(ParameterErrors.WrongType, exception.Code);
    }

    [Fact]
    public void One_that_has_a_default_is_not_missing()
    {
        Assert.Empty(Given.Read([s_retries with { DefaultText = () => "3" }]).Complete([], null).All);
    }

    [Fact]
    public void A_person_is_asked_until_the_answer_fits()
    {
        var prompt = new FakePrompt("many", "3", "registry/app");

        var values = Given.Read([s_retries, s_image]).Complete(["Image"], prompt);

        Assert.Equal(3, values.Find("Retries")!.Value);
        Assert.Equal("registry/app", values.Find("Image")!.Value);
        Assert.Equal("the terminal", values.Find("Image")!.Place);
        Assert.Null(prompt.Questions[0].Problem);
        Assert.Equal("Parameter 'Retries' got 'many' from the terminal, but needs a whole number, e.g. --retries 3.", prompt.Questions[1].Problem);
        Assert.Equal(["Retries", "Retries", "Image"], prompt.Questions.Select(x => x.Text));
        Assert.Equal("What is deployed.", prompt.Questions[2].Description);
    }

    [Fact]
    public void A_person_who_gives_up_is_told_the_other_ways()
    {
        Assert.Equal(ParameterErrors.MissingParameter, Assert.Throws<PipelineException>(() => Given.Read([s_retries]).Complete([], new FakePrompt())).Code);
        Assert.Equal(ParameterErrors.MissingParameter, Assert.Throws<PipelineException>(() => Given.Read([s_retries]).Complete([], new FakePrompt("a", "b", "c", "4"))).Code);
    }

    [Fact]
    public void An_answer_to_a_secret_question_is_masked_and_choices_are_offered()
    {
        var prompt = new FakePrompt("s3cret-value", "high");

        var values = Given.Read([s_key, Given.Parameter<ConversionTests.Grade>("Grade")]).Complete(["NuGetApiKey", "Grade"], prompt);

        Assert.Contains("s3cret-value", values.SecretValues);
        Assert.True(prompt.Questions[0].IsSecret);
        Assert.Equal(["Low", "High"], prompt.Questions[1].Choices);
        Assert.Equal("NuGetApiKey = *** (the terminal)", values.Find("NuGetApiKey")!.ToString());
    }

    [Fact]
    public void An_unknown_name_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Given.Read([s_image]).Complete(["Imgae"], null));
    }
}
