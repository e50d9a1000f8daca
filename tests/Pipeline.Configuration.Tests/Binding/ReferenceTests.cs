using Pipeline.Configuration.Binding;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Tests.Binding;

public sealed class ReferenceTests
{
    private static readonly SettingCatalogue s_catalogue = SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions));

    [Fact]
    public async Task A_secret_may_be_a_reference_that_is_resolved_once_the_store_is_open()
    {
        var bound = Bind(new() { ["DATABASE_PASSWORD"] = "secret://app/production/database/password", ["STORE_TOKEN"] = "t" });

        Assert.Equal("DATABASE_PASSWORD", Assert.Single(bound.References).Key);
        Assert.Contains("DATABASE_PASSWORD", Assert.Throws<InvalidOperationException>(() => bound.Get<DatabaseOptions>()).Message);
        Assert.Equal(8080, bound.Get<ServerOptions>().HttpPort);
        var resolved = await bound.ResolveAsync((name, _) => Task.FromResult<Secret?>(name.Value == "app/production/database/password" ? new Secret("from the store") : null), CancellationToken.None);

        Assert.Equal(new DatabaseOptions { Password = new("from the store"), Token = new("t") }, resolved.Get<DatabaseOptions>());
        Assert.Same(bound.Get<ServerOptions>(), resolved.Get<ServerOptions>());
        Assert.Equal("app/production/database/password", resolved.References["DATABASE_PASSWORD"].Value);
        Assert.Throws<InvalidOperationException>(() => bound.Get<DatabaseOptions>());
        Assert.Equal("from the store", (await resolved.ResolveAsync((_, _) => throw new InvalidOperationException("asked again"), CancellationToken.None)).Get<DatabaseOptions>().Password!.Reveal());
    }

    [Theory]
    [InlineData("DATABASE_PASSWORD", "secret://Not A Name", "begins with secret:// and is no reference")]
    [InlineData("DATABASE_PASSWORD", "secret://", "begins with secret:// and is no reference")]
    [InlineData("STORE_TOKEN", "secret://app/production/token", "is needed to open that; it must be the value itself.")]
    [InlineData("DATABASE_URI", "secret://app/production/uri", "is no secret; it must be the value itself: a URI that begins with")]
    public void What_can_not_be_a_reference_is_refused_and_not_repeated(string variable, string value, string expected)
    {
        var error = Assert.Throws<PipelineException>(() => Bind(new() { [variable] = value }));

        Assert.Contains($"{variable} ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("Not A Name", error.Message);
    }

    [Theory]
    [InlineData(null, "is a reference to the secret 'app/password', and the secret store has none of that name.")]
    [InlineData("", "is a reference to the secret 'app/password', and the secret store has none of that name.")]
    [InlineData("canary", "is a reference to the secret 'app/password', whose value can't be used; it must be a secret, 8 characters at least.")]
    [InlineData("password-password", "is ***; it must be one that nobody guesses.")]
    public async Task What_the_store_has_is_checked_as_if_the_variable_held_it(string? stored, string expected)
    {
        var bound = Bind(new() { ["DATABASE_PASSWORD"] = "secret://app/password" });

        var error = await Assert.ThrowsAsync<PipelineException>(() => bound.ResolveAsync((_, _) => Task.FromResult(stored is null ? null : new Secret(stored)), CancellationToken.None));

        Assert.Equal(("PIPE9401", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains($"DATABASE_PASSWORD {expected}", error.Message);
        Assert.DoesNotContain("canary", error.Message);
    }

    [Fact]
    public async Task What_the_store_itself_says_is_let_through()
    {
        var bound = Bind(new() { ["DATABASE_PASSWORD"] = "secret://app/password" });

        await Assert.ThrowsAsync<SecretStoreException>(() => bound.ResolveAsync((_, _) => throw new SecretStoreException(SecretErrors.Conflict, "sealed"), CancellationToken.None));
    }

    private static BoundSettings Bind(Dictionary<string, string> variables) => SettingsBinder.Bind(s_catalogue, variables, "Development");
}
