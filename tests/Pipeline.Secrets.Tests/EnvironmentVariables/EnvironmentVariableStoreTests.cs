using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.EnvironmentVariables;

public sealed class EnvironmentVariableStoreTests
{
    [Fact]
    public async Task A_prefix_is_left_out_of_the_variables()
    {
        await using var store = Open("env:?prefix=agentkit/staging", ("DATABASE__PASSWORD", "one"), ("API_KEY", "two"));

        Assert.Equal("one", (await store.GetAsync(SecretName.Parse("agentkit/staging/database/password"), null, default))!.Value.Reveal());
        Assert.Equal("two", (await store.GetAsync(SecretName.Parse("agentkit/staging/api-key"), null, default))!.Value.Reveal());
        Assert.Equal(["agentkit/staging/api-key", "agentkit/staging/database/password"], (await store.ListAsync("", default)).Select(x => x.Value));
        Assert.Null(await store.GetAsync(SecretName.Parse("agentkit/production/database/password"), null, default));
        Assert.Null(await store.GetAsync(SecretName.Parse("agentkit/staging"), null, default));
    }

    [Fact]
    public async Task An_empty_variable_is_none_and_ordinary_ones_are_not_listed()
    {
        await using var store = Open("env:", ("A__B", ""), ("PATH", "/bin"), ("A__c", "x"), ("A__C", "y"));

        Assert.Null(await store.GetAsync(SecretName.Parse("a/b"), null, default));
        Assert.Equal(["a/c"], (await store.ListAsync("", default)).Select(x => x.Value));
    }

    [Fact]
    public async Task An_underscore_in_a_name_is_read_and_listed_as_a_hyphen()
    {
        await using var store = Open("env:", ("A__B_C", "x"));

        Assert.Equal("x", (await store.GetAsync(SecretName.Parse("a/b_c"), null, default))!.Value.Reveal());
        Assert.Equal(["a/b-c"], (await store.ListAsync("a", default)).Select(x => x.Value));
    }

    private static ISecretStore Open(string location, params (string Name, string Value)[] variables) =>
        SecretStores.Open(SecretStoreLocation.Parse(location), new SecretStoreOptions { Variables = variables.ToDictionary(x => x.Name, x => x.Value) });
}
