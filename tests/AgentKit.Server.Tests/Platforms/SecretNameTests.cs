using AgentKit.Server.Platforms;

namespace AgentKit.Server.Tests.Platforms;

public sealed class SecretNameTests
{
    [Theory]
    [InlineData("org-a", "acme", "agentkit/production/platforms/org-a/acme/hubspot")]
    [InlineData("Org:1", "a_b", "agentkit/production/platforms/_4frg_3a1/a_5fb/hubspot")]
    [InlineData("a/b", "../c", "agentkit/production/platforms/a_2fb/_2e_2e_2fc/hubspot")]
    public void Ids_become_segments(string organization, string client, string expected) =>
        Assert.Equal(expected, PlatformSecretNames.Of("Production", organization, client, Platform.Hubspot).Value);

    [Fact]
    public void Different_ids_never_give_the_same_name()
    {
        string[] ids = ["a", "A", "a-b", "a_b", "a.b", "a:b", "_61", "_h", "a/b", new('a', 64), new('a', 65), new('a', 128), new('A', 128), new string('A', 127) + "B", "é", "e\u0301"];

        var names = ids.SelectMany(x => ids.Select(y => PlatformSecretNames.Of("Staging", x, y, Platform.Klaviyo).Value)).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, x => Assert.True(x.Length <= 200));
    }
}
