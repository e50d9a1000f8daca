using System.ComponentModel.DataAnnotations;

namespace Pipeline.Configuration.Tests.Cataloguing;

public sealed class RuleWordTests
{
    [Theory]
    [InlineData("A_LENGTH", "a text, 2 to 4 characters", "abc", "a")]
    [InlineData("A_MOST", "a text, 4 characters at most", "abc", "abcde")]
    [InlineData("A_LEAST", "a text, 2 to 9 characters", "abc", "a")]
    [InlineData("A_PATTERN", "a text, matching ^a+$", "aa", "b")]
    [InlineData("A_MAIL", "an e-mail address", "a@example.com", "a")]
    [InlineData("A_URL", "an http, https or ftp URL", "https://example.com", "example.com")]
    [InlineData("A_DENIED", "a text, not root", "app", "root")]
    [InlineData("A_OWN", "a text, accepted by EvenAttribute", "ab", "abc")]
    [InlineData("A_BELOW", "a whole number, 1 to less than 3", "2", "3")]
    [InlineData("A_REQUIRED", "a text", "x", null)]
    public void A_rule_of_dot_net_is_said_in_words_and_held(string variable, string words, string right, string? wrong)
    {
        var catalogue = SettingCatalogue.Of(typeof(Ruled));
        var valid = catalogue.Settings.ToDictionary(x => x.Name, x => x.Example!);

        Assert.Equal(words, catalogue.Settings.Single(x => x.Name == variable).Type);
        Assert.NotNull(Configuration.Binding.SettingsBinder.Bind(catalogue, new Dictionary<string, string>(valid) { [variable] = right }, "Production"));
        var error = Assert.Throws<Errors.PipelineException>(() => Configuration.Binding.SettingsBinder.Bind(catalogue, new Dictionary<string, string>(valid) { [variable] = wrong ?? "" }, "Production"));
        Assert.Contains($"{variable} is", error.Message);
    }

    [SettingGroup("Ruled")]
    private sealed record Ruled
    {
        [Setting("A_LENGTH", "A text.", Example = "abc"), StringLength(4, MinimumLength = 2)]
        public string? Length { get; init; }

        [Setting("A_MOST", "A text.", Example = "abc"), StringLength(4)]
        public string? Most { get; init; }

        [Setting("A_LEAST", "A text.", Example = "abc"), Length(2, 9)]
        public string? Least { get; init; }

        [Setting("A_PATTERN", "A text.", Example = "a"), RegularExpression("^a+$")]
        public string? Pattern { get; init; }

        [Setting("A_MAIL", "A text.", Example = "a@example.com"), EmailAddress]
        public string? Mail { get; init; }

        [Setting("A_URL", "A text.", Example = "https://example.com"), Url]
        public string? Url { get; init; }

        [Setting("A_DENIED", "A text.", Example = "app"), DeniedValues("root")]
        public string? Denied { get; init; }

        [Setting("A_OWN", "A text.", Example = "ab"), Even]
        public string? Own { get; init; }

        [Setting("A_BELOW", "A number.", Example = "1"), Range(1, 3, MaximumIsExclusive = true)]
        public int? Below { get; init; }

        [Setting("A_REQUIRED", "A text.", Example = "x"), Required]
        public string? Required { get; init; }
    }

    [AttributeUsage(AttributeTargets.Property)]
    private sealed class EvenAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => value is string { Length: var length } && length % 2 == 0;
    }
}
