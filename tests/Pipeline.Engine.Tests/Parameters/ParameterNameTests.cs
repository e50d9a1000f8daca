using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Parameters;

namespace Pipeline.Engine.Tests.Parameters;

public sealed class ParameterNameTests
{
    [Theory]
    [InlineData("NuGetApiKey", "--nuget-api-key", "NUGET_API_KEY")]
    [InlineData("NugetApiKey", "--nuget-api-key", "NUGET_API_KEY")]
    [InlineData("Configuration", "--configuration", "CONFIGURATION")]
    [InlineData("AWSRegion", "--aws-region", "AWS_REGION")]
    [InlineData("S3Bucket", "--s3-bucket", "S3_BUCKET")]
    [InlineData("GitHubToken", "--github-token", "GITHUB_TOKEN")]
    [InlineData("MyGitHubTOKEN", "--my-github-token", "MY_GITHUB_TOKEN")]
    [InlineData("Push_Url", "--push-url", "PUSH_URL")]
    [InlineData("noLogo", "--no-logo", "NO_LOGO")]
    public void A_name_has_a_spelling_for_each_place(string name, string option, string variable)
    {
        Assert.Equal(option, ParameterName.ToOption(name));
        Assert.Equal(variable, ParameterName.ToEnvironment(name));
    }

    [Fact]
    public void All_spellings_of_a_name_are_the_same_name()
    {
        var names = Gen.NonEmptyListOf(Gen.Elements("NuGet", "Api", "key", "S3", "X", "GitHub", "_", "-", "URL", "é")).Select(string.Concat);

        Prop.ForAll(names.ToArbitrary(), name =>
            ParameterName.Normalize(ParameterName.ToOption(name)) == ParameterName.Normalize(name)
            && ParameterName.Normalize(ParameterName.ToEnvironment(name)) == ParameterName.Normalize(name)).QuickCheckThrowOnFailure();
    }
}
