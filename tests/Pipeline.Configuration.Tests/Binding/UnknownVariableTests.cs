using Pipeline.Configuration.Binding;

namespace Pipeline.Configuration.Tests.Binding;

public sealed class UnknownVariableTests
{
    [Theory]
    [InlineData("APP_HTP_PORT", "APP_HTP_PORT is no setting of this program. Did you mean APP_HTTP_PORT?")]
    [InlineData("app_http_port", "app_http_port is no setting of this program. Did you mean APP_HTTP_PORT?")]
    [InlineData("AP_HTTP_PORT", "AP_HTTP_PORT is no setting of this program. Did you mean APP_HTTP_PORT?")]
    [InlineData("DATABASE_URL", "DATABASE_URL is no setting of this program. Did you mean DATABASE_URI?")]
    [InlineData("APP_COLOUR_OF_THE_ROOF", "APP_COLOUR_OF_THE_ROOF is no setting of this program, and nothing reads it. --describe-configuration lists those that are.")]
    public void A_variable_that_looks_like_a_setting_is_named(string variable, string expected) => Assert.Equal([expected], Warnings(variable));

    [Theory]
    [InlineData("PATH")]
    [InlineData("APP_HTTP_PORT")]
    [InlineData("STORE_NAME")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER")]
    public void Others_are_not(string variable) => Assert.Empty(Warnings(variable));

    private static IReadOnlyList<string> Warnings(string variable) =>
        SettingsBinder.Bind(SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions)), new Dictionary<string, string> { [variable] = "1" }, "Development").Warnings;
}
