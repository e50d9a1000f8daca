using System.ComponentModel.DataAnnotations;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Tests.Cataloguing;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("APP_ENVIRONMENT", "Production, Staging or Development", "Production")]
    [InlineData("APP_HTTP_PORT", "a whole number, 0 to 65535", "8080")]
    [InlineData("APP_HTTP_ADDRESS", "an IP address, or * for all", "*")]
    [InlineData("APP_COMMIT", "a text without spaces", "unknown")]
    [InlineData("APP_MAX_BYTES", "a whole number, 1 to 1000", "100")]
    [InlineData("APP_RATIO", "a number, more than 0 to 1", "0.5")]
    [InlineData("APP_PRICE", "a number", null)]
    [InlineData("APP_FAST", "true or false", "false")]
    [InlineData("APP_LOUDNESS", "Quiet, Normal or Loud", "Normal")]
    [InlineData("APP_DELAY", "hours:minutes:seconds, 00:00:01 to 01:00:00", "00:00:05")]
    [InlineData("APP_PATIENCE", "hours:minutes:seconds", null)]
    [InlineData("APP_ORIGINS", "a list with commas between, each a URI that begins with https: or http:, 2 values at most", "")]
    [InlineData("APP_SIZES", "a list with commas between, each a whole number, 1 to 9, 2 values at least", "1,2")]
    [InlineData("DATABASE_URI", "a URI that begins with mongodb: or mongodb+srv:, without user name and password", null)]
    [InlineData("DATABASE_PASSWORD", "a secret, 8 characters at least", null)]
    public void A_setting_says_in_words_what_it_must_be_and_what_holds_without_it(string variable, string type, string? byDefault)
    {
        var setting = SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions)).Settings.Single(x => x.Name == variable);

        Assert.Equal((type, byDefault), (setting.Type, setting.Default));
    }

    /// <summary>A collection expression makes no array of an <c>IReadOnlyList</c>.</summary>
    [Fact]
    public void A_list_may_have_a_default_of_several_values() =>
        Assert.Equal("Monday,Friday", SettingCatalogue.Of(typeof(Opening)).Settings.Single().Default);

    [Fact]
    public void Only_a_secret_is_one_and_may_be_a_reference_unless_it_opens_the_store()
    {
        var settings = SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions)).Settings;

        Assert.Equal(["DATABASE_PASSWORD", "STORE_TOKEN"], settings.Where(x => x.IsSecret).Select(x => x.Name));
        Assert.Equal(["DATABASE_PASSWORD"], settings.Where(x => x.AllowsReference).Select(x => x.Name));
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_classes_is_told_at_once()
    {
        var error = Assert.Throws<PipelineException>(() => SettingCatalogue.Of(typeof(Wrong), typeof(Again), typeof(Unmarked), typeof(Parameterised)));

        Assert.Equal("PIPE9400", error.Code.Id);
        Assert.Equal(
            """
            The settings are declared wrongly:
              - Wrong.Lower: 'lower_case' is no variable's name. Use capitals, digits and _, and begin with a letter.
              - Wrong.Mute: A_MUTE has no description.
              - Wrong.Fixed can't be set. Give it an init accessor.
              - Wrong.Odd is a Version, which no text can be read as. See the remarks of [Setting].
              - Wrong.Keys is a IReadOnlyList`1, which no text can be read as. See the remarks of [Setting].
              - Wrong.Password is a secret with a default. A secret doesn't stand in source code: let it be null.
              - Wrong.Far: the default of A_FAR, '11', isn't a whole number, 1 to 10.
              - Wrong.Example: the example of A_EXAMPLE, 'ten', isn't a whole number.
              - Wrong.Silent: A_SILENT has neither example nor default. Give it an example.
              - Wrong.Twice: A_FAR is Wrong.Far already.
              - Again has the title 'Wrong' of another group.
              - Unmarked has no [SettingGroup].
              - Parameterised has no constructor without parameters.
            """.ReplaceLineEndings(),
            error.Message);
        Assert.DoesNotContain("hunter2", error.Message);
    }

    [SettingGroup("Wrong")]
    private sealed record Wrong
    {
        [Setting("lower_case", "A text.")]
        public string Lower { get; init; } = "";

        [Setting("A_MUTE", " ")]
        public string Mute { get; init; } = "";

        [Setting("A_FIXED", "A text.")]
        public string Fixed { get; } = "";

        [Setting("A_ODD", "A version.", Example = "1.0")]
        public Version? Odd { get; init; }

        [Setting("A_KEYS", "Secrets.", Example = "a,b")]
        public IReadOnlyList<Secret> Keys { get; init; } = [];

        [Setting("A_PASSWORD", "A secret.")]
        public Secret? Password { get; init; } = new("hunter2");

        [Setting("A_FAR", "A number."), Range(1, 10)]
        public int Far { get; init; } = 11;

        [Setting("A_EXAMPLE", "A number.", Example = "ten")]
        public int Example { get; init; }

        [Setting("A_SILENT", "A text.")]
        public string? Silent { get; init; }

        [Setting("A_FAR", "A number.")]
        public int Twice { get; init; }
    }

    [SettingGroup("Wrong")]
    private sealed record Again;

    private sealed record Unmarked;

    [SettingGroup("Parameterised")]
    private sealed record Parameterised(int Number);

    [SettingGroup("Opening")]
    private sealed record Opening
    {
        [Setting("SHOP_DAYS", "When the shop is open.", Example = "Monday")]
        [DeniedValues(DayOfWeek.Sunday)]
        public IReadOnlyList<DayOfWeek> Days { get; init; } = [DayOfWeek.Monday, DayOfWeek.Friday];
    }
}
