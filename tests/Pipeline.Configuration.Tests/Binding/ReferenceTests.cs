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
        var resolved = await bound.ResolveAsync((reference, _) => Task.FromResult(new Secret($"value of {reference}")), CancellationToken.None);

        Assert.Equal(new DatabaseOptions { Password = new("value of secret://app/production/database/password"), Token = new("t") }, resolved.Get<DatabaseOptions>());
        Assert.Same(bound.Get<ServerOptions>(), resolved.Get<ServerOptions>());
        Assert.Equal("app/production/database/password", resolved.References["DATABASE_PASSWORD"].Name.Value);
        Assert.Throws<InvalidOperationException>(() => bound.Get<DatabaseOptions>());
        Assert.Equal("value of secret://app/production/database/password", (await resolved.ResolveAsync((_, _) => throw new InvalidOperationException("asked again"), CancellationToken.None)).Get<DatabaseOptions>().Password!.Reveal());
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
    [InlineData("secret://app/gone", "refers to secret://app/gone, which the secret store doesn't have. Put it there, or correct the reference.")]
    [InlineData("secret://app/empty", "refers to secret://app/empty, which is empty in the secret store. Put a value there.")]
    [InlineData("secret://app/short", "refers to secret://app/short, whose value can't be used; it must be a secret, 8 characters at least.")]
    [InlineData("secret://app/guessed", "is ***; it must be one that nobody guesses.")]
    [InlineData("secret://app/json#user", "refers to secret://app/json#user, whose value has no such key. Correct the part after #, or leave it out to have the whole value.")]
    [InlineData("secret://app/short#password", "refers to secret://app/short#password, whose value has no such key.")]
    public async Task What_the_store_has_is_checked_as_if_the_variable_held_it(string reference, string expected)
    {
        var bound = Bind(new() { ["DATABASE_PASSWORD"] = reference });

        var error = await Assert.ThrowsAsync<PipelineException>(() => bound.ResolveAsync(ReadAsync, CancellationToken.None));

        Assert.Equal(("PIPE9401", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains($"DATABASE_PASSWORD {expected}", error.Message);
        Assert.DoesNotContain("canary", error.Message);
    }

    [Fact]
    public async Task One_key_of_a_JSON_value_may_be_meant()
    {
        var resolved = await Bind(new() { ["DATABASE_PASSWORD"] = "secret://app/json#password" }).ResolveAsync(ReadAsync, CancellationToken.None);

        Assert.Equal("a long password", resolved.Get<DatabaseOptions>().Password!.Reveal());
    }

    [Fact]
    public async Task What_the_store_itself_says_is_let_through()
    {
        var bound = Bind(new() { ["DATABASE_PASSWORD"] = "secret://app/password" });

        await Assert.ThrowsAsync<SecretStoreException>(() => bound.ResolveAsync((_, _) => throw new SecretStoreException(SecretErrors.Conflict, "sealed") { IsTransient = true }, CancellationToken.None));
    }

    private static Task<Secret> ReadAsync(SecretReference reference, CancellationToken cancellationToken) => reference.Name.Value switch
    {
        "app/empty" => Task.FromResult(reference.Pick(new Secret(""))),
        "app/short" => Task.FromResult(reference.Pick(new Secret("canary"))),
        "app/guessed" => Task.FromResult(reference.Pick(new Secret("password-password"))),
        "app/json" => Task.FromResult(reference.Pick(new Secret("""{"password":"a long password"}"""))),
        _ => throw new SecretNotFoundException(reference.Name, "a store"),
    };

    private static BoundSettings Bind(Dictionary<string, string> variables) => SettingsBinder.Bind(s_catalogue, variables, "Development");
}
