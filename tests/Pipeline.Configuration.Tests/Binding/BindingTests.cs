using Pipeline.Configuration.Binding;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Tests.Binding;

public sealed class BindingTests
{
    private static readonly SettingCatalogue s_catalogue = SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions));

    [Fact]
    public void Without_variables_the_defaults_hold()
    {
        var bound = Bind([], "Development");

        // Records compare lists by reference.
        Assert.Equal(new ServerOptions() with { Sizes = bound.Get<ServerOptions>().Sizes }, bound.Get<ServerOptions>());
        Assert.Equal([1, 2], bound.Get<ServerOptions>().Sizes);
        Assert.Equal(new DatabaseOptions(), bound.Get<DatabaseOptions>());
        Assert.Equal([typeof(ServerOptions), typeof(DatabaseOptions)], bound.Types);
    }

    [Fact]
    public void Each_variable_sets_what_it_names()
    {
        var bound = Bind(
            new()
            {
                ["APP_ENVIRONMENT"] = "Staging",
                ["APP_HTTP_PORT"] = "0",
                ["APP_HTTP_ADDRESS"] = "::1",
                ["APP_COMMIT"] = "abc",
                ["APP_MAX_BYTES"] = "7",
                ["APP_RATIO"] = "0.25",
                ["APP_PRICE"] = "-1.50",
                ["APP_FAST"] = "True",
                ["APP_LOUDNESS"] = "quiet",
                ["APP_DELAY"] = "00:00:01.5",
                ["APP_PATIENCE"] = "1.00:00:00",
                ["APP_ORIGINS"] = "https://a.example.com, http://b.example.com",
                ["APP_SIZES"] = "3,4,5",
                ["DATABASE_URI"] = "mongodb://a:27017,b:27017/?authSource=a@b",
                ["DATABASE_PASSWORD"] = "s3cret:// is long",
                ["STORE_TOKEN"] = "t",
            },
            "Staging");

        var server = bound.Get<ServerOptions>();
        Assert.Equal(
            new ServerOptions
            {
                Environment = "Staging",
                HttpPort = 0,
                HttpAddress = "::1",
                Commit = "abc",
                MaxBytes = 7,
                Ratio = 0.25,
                Price = -1.50m,
                Fast = true,
                Loudness = Loudness.Quiet,
                Delay = TimeSpan.FromSeconds(1.5),
                Patience = TimeSpan.FromDays(1),
                Origins = server.Origins,
                Sizes = server.Sizes,
            },
            server);
        Assert.Equal([new Uri("https://a.example.com"), new Uri("http://b.example.com")], server.Origins);
        Assert.Equal([3, 4, 5], server.Sizes);
        Assert.Equal(new DatabaseOptions { Uri = "mongodb://a:27017,b:27017/?authSource=a@b", Password = new("s3cret:// is long"), Token = new("t") }, bound.Get<DatabaseOptions>());
    }

    [Theory]
    [InlineData("APP_ENVIRONMENT", "production")]
    [InlineData("APP_HTTP_PORT", "65536")]
    [InlineData("APP_HTTP_PORT", "-1")]
    [InlineData("APP_HTTP_PORT", " 80")]
    [InlineData("APP_HTTP_PORT", "1e2")]
    [InlineData("APP_HTTP_PORT", "tcp://10.0.0.1:80")]
    [InlineData("APP_HTTP_PORT", "99999999999999999999")]
    [InlineData("APP_HTTP_ADDRESS", "localhost")]
    [InlineData("APP_HTTP_ADDRESS", "1")]
    [InlineData("APP_HTTP_ADDRESS", "[::1]:80")]
    [InlineData("APP_COMMIT", "two words")]
    [InlineData("APP_MAX_BYTES", "9223372036854775807")]
    [InlineData("APP_MAX_BYTES", "1,000")]
    [InlineData("APP_RATIO", "0")]
    [InlineData("APP_RATIO", "NaN")]
    [InlineData("APP_RATIO", "0,5")]
    [InlineData("APP_PRICE", "free")]
    [InlineData("APP_FAST", "yes")]
    [InlineData("APP_FAST", "1")]
    [InlineData("APP_LOUDNESS", "2")]
    [InlineData("APP_LOUDNESS", "Quiet, Loud")]
    [InlineData("APP_DELAY", "5")]
    [InlineData("APP_DELAY", "02:00:00")]
    [InlineData("APP_DELAY", "-00:00:01")]
    [InlineData("APP_ORIGINS", "/tmp")]
    [InlineData("APP_ORIGINS", "https://a.example.com,")]
    [InlineData("APP_ORIGINS", "ftp://a.example.com")]
    [InlineData("APP_ORIGINS", "https://a.com,https://b.com,https://c.com")]
    [InlineData("APP_SIZES", "1")]
    [InlineData("APP_SIZES", "1,10")]
    [InlineData("APP_SIZES", "1,,2")]
    [InlineData("DATABASE_URI", "http://a.example.com")]
    public void A_value_that_can_not_be_used_is_named_with_what_it_must_be(string variable, string value)
    {
        var error = Assert.Throws<PipelineException>(() => Bind(new() { [variable] = value }, "Development"));

        Assert.Equal(("PIPE9401", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains($"  - {variable} is '{value}'; it must be {s_catalogue.Settings.Single(x => x.Name == variable).Type}.", error.Message);
        Assert.Single(error.Message.Split('\n')[1..]);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_what_is_missing()
    {
        var error = Assert.Throws<PipelineException>(() => Bind(new() { ["APP_HTTP_PORT"] = "x", ["APP_LOUDNESS"] = "y", ["DATABASE_PASSWORD"] = "" }, "production"));

        Assert.Equal(
            """
            The settings are invalid:
              - APP_HTTP_PORT is 'x'; it must be a whole number, 0 to 65535. For example: 8080
              - APP_LOUDNESS is 'y'; it must be Quiet, Normal or Loud. For example: Normal
              - DATABASE_URI isn't set, and is required in production; it must be a URI that begins with mongodb: or mongodb+srv:, without user name and password. Where it is. For example: mongodb://a.example.com:27017,b.example.com:27017/
              - DATABASE_PASSWORD isn't set, and is required in production; it must be a secret, 8 characters at least. Its password. For example: correct-horse
            """.ReplaceLineEndings(),
            error.Message);
    }

    [Fact]
    public void A_missing_one_names_the_variable_that_was_probably_meant_for_it()
    {
        var error = Assert.Throws<PipelineException>(() => Bind(new() { ["DATABSE_URI"] = "mongodb://a/" }, "Staging"));

        Assert.EndsWith("DATABSE_URI is set: was DATABASE_URI meant?", error.Message);
    }

    [Fact]
    public void Neither_a_secret_nor_credentials_in_another_value_are_repeated()
    {
        var error = Assert.Throws<PipelineException>(() => Bind(new() { ["DATABASE_PASSWORD"] = "canary", ["DATABASE_URI"] = "mongodb://root:c@na/ry@a.example.com/" }, "Development"));

        Assert.Contains("DATABASE_PASSWORD is ***; it must be a secret, 8 characters at least.", error.Message);
        Assert.Contains("DATABASE_URI is 'mongodb://***@a.example.com/'; it must be", error.Message);
        Assert.DoesNotContain("canary", error.Message);
        Assert.DoesNotContain("c@na", error.Message);
    }

    [Fact]
    public void A_long_value_is_shortened_and_one_with_control_characters_stays_on_its_line()
    {
        var error = Assert.Throws<PipelineException>(() => Bind(new() { ["APP_HTTP_PORT"] = new string('9', 500), ["APP_DELAY"] = "a\nb" }, "Development"));

        Assert.Contains($"'{new string('9', 120)}…'", error.Message);
        Assert.Contains("'a\uFFFDb'", error.Message);
    }

    [Fact]
    public void Settings_are_checked_together_once_each_is_right()
    {
        var error = Assert.Throws<PipelineException>(() => Bind(new() { ["APP_PATIENCE"] = "00:00:01", ["APP_LOUDNESS"] = "Loud", ["DATABASE_URI"] = "mongodb://a/", ["DATABASE_PASSWORD"] = "password-password" }, "Production"));

        Assert.Equal(
            """
            The settings are invalid:
              - APP_PATIENCE is shorter than APP_DELAY; it must be as long at least.
              - APP_LOUDNESS is Loud in Production; it must be Quiet or Normal.
              - DATABASE_PASSWORD is ***; it must be one that nobody guesses.
            """.ReplaceLineEndings(),
            error.Message);
        Assert.DoesNotContain("shorter than", Assert.Throws<PipelineException>(() => Bind(new() { ["APP_PATIENCE"] = "00:00:01", ["APP_HTTP_PORT"] = "x" }, "Development")).Message);
    }

    [Fact]
    public void An_unknown_class_is_the_programs_mistake() =>
        Assert.Contains("isn't in the catalogue", Assert.Throws<InvalidOperationException>(() => Bind([], "Development").Get<Secret>()).Message);

    private static BoundSettings Bind(Dictionary<string, string> variables, string environment) => SettingsBinder.Bind(s_catalogue, variables, environment);
}
