using Pipeline.Containers.Registries;
using Pipeline.Containers.Registries.Credentials;
using Pipeline.Secrets;

namespace Pipeline.Containers.Tests.Registries;

public sealed class AuthenticationTests : IAsyncLifetime, IDisposable
{
    private readonly TokenServer tokens = new();
    private DockerRegistry? withTokens;
    private DockerRegistry? withPasswords;

    public async Task InitializeAsync()
    {
        if (!RequiresRegistryAttribute.IsThere)
            return;
        withTokens = await DockerRegistry.StartAsync(tokens.Authentication);
        withPasswords = await DockerRegistry.StartWithPasswordsAsync();
    }

    public async Task DisposeAsync()
    {
        await (withTokens?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (withPasswords?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    public void Dispose() => tokens.Dispose();

    private static RegistryOptions SignedIn(string host, string password = "builder") => RegistryContract.Options with
    {
        Credentials = new RegistryCredentials(new Dictionary<string, RegistryCredential> { [host] = new("bob", new Secret(password)) }),
    };

    [RequiresRegistry]
    public async Task With_a_name_and_a_password_the_registry_takes_the_image()
    {
        var host = withPasswords!.Host;
        using var client = new RegistryClient(SignedIn(host));
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(host);

        await client.CheckAsync(host);
        await client.PushAsync(image.Layout, target);

        Assert.Equal(image.Built.Digest, (await client.PullAsync(target, image.Folder("pulled"))).Digest);
    }

    [RequiresRegistry]
    public async Task Without_credentials_it_is_said_that_nobody_is_signed_in()
    {
        var host = withPasswords!.Host;
        using var client = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();

        foreach (var ask in (Func<Task>[])[() => client.CheckAsync(host), () => client.PushAsync(image.Layout, TestImage.At(host)), () => client.ResolveAsync(TestImage.At(host))])
        {
            var error = await Assert.ThrowsAsync<RegistryException>(ask);
            Assert.Equal(("PIPE3101", false), (error.Code.Id, error.IsTransient));
            Assert.Contains($"docker login {host}", error.Message);
        }
    }

    [RequiresRegistry]
    public async Task A_wrong_password_is_refused_and_shows_nowhere()
    {
        var host = withPasswords!.Host;
        using var client = new RegistryClient(SignedIn(host, "guessed-wrong"));

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.CheckAsync(host));

        Assert.Equal("PIPE3101", error.Code.Id);
        Assert.Contains("'bob'", error.Message);
        Assert.Equal(["UNAUTHORIZED"], error.RegistryCodes);
        Assert.DoesNotContain("guessed-wrong", error.ToString());
        Assert.DoesNotContain("guessed-wrong", SignedIn(host, "guessed-wrong").Credentials.ToString() + await SignedIn(host, "guessed-wrong").Credentials.FindAsync(host, default));
    }

    [RequiresRegistry]
    public async Task A_token_server_gives_a_token_for_what_is_done_and_it_is_used_again()
    {
        using var client = new RegistryClient(SignedIn(withTokens!.Host));
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(withTokens.Host);

        await client.CheckAsync(withTokens.Host);
        await client.PushAsync(image.Layout, target);
        await client.PushAsync(image.Layout, target.WithTag("2"));

        Assert.Equal(["", $"repository:{target.Repository}:pull,push"], tokens.Scopes);
    }

    [RequiresRegistry]
    public async Task Everybody_may_pull_what_is_public_with_a_token_of_nobody()
    {
        using var bob = new RegistryClient(SignedIn(withTokens!.Host));
        using var anonymous = new RegistryClient(RegistryContract.Options);
        using var image = await TestImage.BuildAsync();
        var (open, closed) = (TestImage.At(withTokens.Host, prefix: "public"), TestImage.At(withTokens.Host));
        await bob.PushAsync(image.Layout, open);
        await bob.PushAsync(image.Layout, closed);

        Assert.Equal(image.Built.Digest, (await anonymous.PullAsync(open, image.Folder("pulled"))).Digest);
        Assert.Equal("PIPE3101", (await Assert.ThrowsAsync<RegistryException>(() => anonymous.PullAsync(closed, image.Folder("none")))).Code.Id);

        var error = await Assert.ThrowsAsync<RegistryException>(() => anonymous.PushAsync(image.Layout, open.WithTag("x")));
        Assert.Equal("PIPE3101", error.Code.Id);
    }

    [RequiresRegistry]
    public async Task An_identity_token_is_exchanged()
    {
        var credential = new RegistryCredential("", new Secret("")) { IdentityToken = new Secret("identity-of-bob") };
        using var client = new RegistryClient(RegistryContract.Options with { Credentials = new RegistryCredentials(new Dictionary<string, RegistryCredential> { [withTokens!.Host] = credential }) });
        using var image = await TestImage.BuildAsync();

        await client.PushAsync(image.Layout, TestImage.At(withTokens.Host));

        Assert.All(tokens.Requests, x => Assert.StartsWith("POST", x));
    }

    [RequiresRegistry]
    public async Task A_wrong_password_at_the_token_server_is_refused()
    {
        using var client = new RegistryClient(SignedIn(withTokens!.Host, "guessed-wrong"));

        var error = await Assert.ThrowsAsync<RegistryException>(() => client.ResolveAsync(TestImage.At(withTokens.Host)));

        Assert.Equal("PIPE3101", error.Code.Id);
        Assert.Contains("incorrect username or password", error.Message);
        Assert.DoesNotContain("guessed-wrong", error.ToString());
    }

    [RequiresRegistry]
    public async Task A_token_that_ran_out_is_replaced_before_it_is_used()
    {
        var clock = new ShiftedTime();
        using var client = new RegistryClient(SignedIn(withTokens!.Host) with { Time = clock });
        using var image = await TestImage.BuildAsync();
        var target = TestImage.At(withTokens.Host);
        await client.PushAsync(image.Layout, target);
        var before = tokens.Scopes.Count;

        await client.PushAsync(image.Layout, target);
        Assert.Equal(before, tokens.Scopes.Count);
        clock.Shift = TimeSpan.FromSeconds(295); // 300 s were given.
        await client.PushAsync(image.Layout, target);

        Assert.Equal(before + 1, tokens.Scopes.Count);
    }

    [RequiresRegistry]
    public async Task A_mount_asks_for_the_right_to_read_the_other_repository()
    {
        using var client = new RegistryClient(SignedIn(withTokens!.Host));
        using var image = await TestImage.BuildAsync();
        var (from, to) = (TestImage.At(withTokens.Host), TestImage.At(withTokens.Host));
        await client.PushAsync(image.Layout, from);

        var copied = await client.CopyAsync(from, to);

        Assert.Equal((0, 2), (copied.BlobsTransferred, copied.BlobsMounted));
        // The names are random, so their order is too.
        string[] both = [$"repository:{from.Repository}:pull", $"repository:{to.Repository}:pull,push"];
        Assert.Contains(string.Join(' ', both.Order()), tokens.Scopes.Select(x => string.Join(' ', x.Split(' ').Order())));
    }

    [RequiresRegistry]
    public async Task Between_two_registries_content_is_transferred_with_the_credentials_of_each()
    {
        var (tokenHost, passwordHost) = (withTokens!.Host, withPasswords!.Host);
        using var client = new RegistryClient(RegistryContract.Options with
        {
            Credentials = new RegistryCredentials(new Dictionary<string, RegistryCredential> { [tokenHost] = new("bob", new Secret("builder")), [passwordHost] = new("bob", new Secret("builder")) }),
        });
        using var image = await TestImage.BuildAsync();
        var (from, to) = (TestImage.At(tokenHost), TestImage.At(passwordHost, "production"));
        await client.PushAsync(image.Layout, from);

        var copied = await client.CopyAsync(from, to);
        var again = await client.CopyAsync(from, to);

        Assert.Equal((2, image.Built.Digest), (copied.BlobsTransferred, copied.Digest));
        Assert.Equal((0, 2), (again.BlobsTransferred, again.BlobsPresent));
        Assert.Equal(image.Built.Digest, (await client.PullAsync(to, image.Folder("copy"))).Digest);
        Assert.Equal("PIPE3108", (await Assert.ThrowsAsync<RegistryException>(() => client.CopyAsync(from, to.WithDigest(Digest.Of([1]))))).Code.Id);
    }

    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
