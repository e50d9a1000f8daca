using Pipeline.Configuration.Describing;
using Pipeline.Errors;

namespace Pipeline.Configuration.Tests.Describing;

public sealed class DescriptionTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var described = SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions)).Describe("App");

        var read = ConfigurationDescription.Read(described.ToJson());

        Assert.Equal(described.ToJson(), read.ToJson());
        Assert.Equal(("App", 2, 16), (read.Service, read.Groups.Count, read.Settings.Count));
        var uri = read.Settings.Single(x => x.Name == "DATABASE_URI");
        Assert.True(uri.IsRequiredIn("Production"));
        Assert.False(uri.IsRequiredIn("Development"));
        Assert.True((uri with { RequiredIn = ["*"] }).IsRequiredIn("Development"));
    }

    [Fact]
    public void A_setting_stands_in_it_with_all_that_is_known_of_it() =>
        Assert.Contains(
            """
                    {
                      "name": "DATABASE_PASSWORD",
                      "description": "Its password.",
                      "type": "a secret, 8 characters at least",
                      "default": null,
                      "example": "correct-horse",
                      "secret": true,
                      "allowsReference": true,
                      "requiredIn": [
                        "Production"
                      ]
                    }
            """,
            SettingCatalogue.Of(typeof(DatabaseOptions)).Describe("App").ToJson());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"service\":\"App\"}")]
    [InlineData("{\"service\":null,\"groups\":[]}")]
    [InlineData("{\"service\":\"App\",\"groups\":[{\"title\":\"T\",\"settings\":[{\"name\":\"A\"}]}]}")]
    [InlineData("{\"format\":2,\"service\":\"App\",\"groups\":[]}")]
    public void Anything_else_is_refused(string json) =>
        Assert.Equal("PIPE9402", Assert.Throws<PipelineException>(() => ConfigurationDescription.Read(json)).Code.Id);
}
