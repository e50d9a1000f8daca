using FsCheck;
using FsCheck.Fluent;
using Pipeline.Configuration.Binding;
using Pipeline.Errors;

namespace Pipeline.Configuration.Tests.Binding;

public sealed class AnyValueTests
{
    private static readonly SettingCatalogue s_catalogue = SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions));

    [Fact]
    public void Whatever_a_variable_holds_it_is_taken_or_refused_with_its_name_and_a_secret_is_never_repeated()
    {
        var texts = Gen.OneOf(
            ArbMap.Default.ArbFor<string>().Generator.Where(x => x is not null),
            Gen.Elements("secret://", "secret://a", "secret://A#", "[", "00:00:00", "-1", "1e9", "{0}", "%s", "mongodb://u:p@h/", "http://[", "*", "::1", "\0", "9999.00:00:00"));

        Prop.ForAll(texts.ToArbitrary(), text => s_catalogue.Settings.All(x => IsTakenOrRefused(x.Name, x.IsSecret, text))).QuickCheckThrowOnFailure();
    }

    private static bool IsTakenOrRefused(string variable, bool isSecret, string text)
    {
        // Between marks, so that it isn't found by chance in the message's own words.
        var value = isSecret ? $"<{text}>" : text;
        try
        {
            SettingsBinder.Bind(s_catalogue, new Dictionary<string, string> { [variable] = value }, "Development");
            return true;
        }
        catch (PipelineException error)
        {
            return error is { Code.Id: "PIPE9401", ExitCode: 2 } && error.Message.Contains($"- {variable} ", StringComparison.Ordinal) && !(isSecret && error.Message.Contains(value, StringComparison.Ordinal));
        }
    }
}
