using System.Text.Json.Nodes;
using Pipeline.Releases.Planning;

namespace Pipeline.Releases.Tests.Planning;

public sealed class SettingComparisonTests
{
    private static readonly JsonObject s_deployment = Body("""
        {"kind": "Deployment", "spec": {"template": {"spec": {
          "initContainers": [{"env": [{"name": "INIT", "value": "1"}]}],
          "containers": [{"env": [{"name": "MODE", "value": "fast"}, {"name": "FROM_SECRET", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}]}}}}
        """);

    [Fact]
    public void What_differs_is_told_by_name_whatever_the_ConfigMaps_are_called()
    {
        var before = Body("""{"kind": "ConfigMap", "metadata": {"name": "settings-abc"}, "data": {"SAME": "1", "CHANGED": "old", "GONE": "x"}}""");
        var after = Body("""{"kind": "ConfigMap", "metadata": {"name": "settings-def"}, "data": {"SAME": "1", "CHANGED": "new", "ADDED": "y"}}""");

        var differences = SettingComparison.Compare([before], [after, s_deployment]);

        Assert.Equal(
            [new("ADDED", null, "y"), new("CHANGED", "old", "new"), new("GONE", "x", null), new("INIT", null, "1"), new("MODE", null, "fast")],
            differences);
    }

    [Fact]
    public void Values_of_Secrets_are_no_settings()
    {
        var secret = Body("""{"kind": "Secret", "data": {"PASSWORD": "c2VjcmV0"}, "stringData": {"KEY": "plain"}}""");

        Assert.Empty(SettingComparison.Compare([], [secret]));
    }

    [Fact]
    public void Secrets_that_settings_refer_to_are_named_once()
    {
        var settings = Body("""{"kind": "ConfigMap", "data": {"A": "secret://app/staging/db#user", "B": "secret://app/staging/db#password", "C": "https://example.com", "D": "secret://not a name"}}""");

        Assert.Equal("app/staging/db", Assert.Single(SettingComparison.Secrets([settings])).ToString());
    }

    [Fact]
    public void Two_values_of_one_variable_are_both_told()
    {
        var other = Body("""{"kind": "ConfigMap", "data": {"MODE": "slow"}}""");

        Assert.Contains(new SettingDifference("MODE", "fast", "fast | slow"), SettingComparison.Compare([s_deployment], [s_deployment, other]));
    }

    private static JsonObject Body(string json) => JsonNode.Parse(json)!.AsObject();
}
