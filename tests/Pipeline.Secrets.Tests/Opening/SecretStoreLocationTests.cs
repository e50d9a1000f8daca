using Pipeline.Errors;
using Pipeline.Secrets.Aws;
using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Vault;

namespace Pipeline.Secrets.Tests.Opening;

public sealed class SecretStoreLocationTests
{
    [Theory]
    [InlineData("env:", "env:")]
    [InlineData("env:?prefix=agentkit/staging/", "env:?prefix=agentkit/staging")]
    [InlineData("file:///var/run/secrets/agentkit", "file:///var/run/secrets/agentkit")]
    [InlineData("file:///var/run/my%20secrets?prefix=agentkit", "file:///var/run/my secrets?prefix=agentkit")]
    [InlineData("encrypted:///home/me/secrets.json", "encrypted:///home/me/secrets.json")]
    [InlineData("encrypted:.nuke/temp/secrets.json?passphrase-variable=P", "encrypted:.nuke/temp/secrets.json?passphrase-variable=P")]
    [InlineData("ENCRYPTED:///s?key-file=/run/key", "encrypted:///s?key-file=/run/key")]
    [InlineData("vault://vault.example.net/?role=agentkit", "vault://vault.example.net:8200/secret?auth=kubernetes&auth-mount=kubernetes&role=agentkit&jwt-file=/var/run/secrets/kubernetes.io/serviceaccount/token")]
    [InlineData("vault://10.0.0.1:443/team/kv/?auth=approle&role-id=r&secret-id-file=/run/id&namespace=a/b&ca-file=ca.pem", "vault://10.0.0.1/team/kv?auth=approle&auth-mount=approle&role-id=r&secret-id-file=/run/id&namespace=a/b&ca-file=ca.pem")]
    [InlineData("vault://vault.example.net/kv?role=r&namespace=admin/team&auth-namespace=admin/", "vault://vault.example.net:8200/kv?auth=kubernetes&auth-mount=kubernetes&role=r&jwt-file=/var/run/secrets/kubernetes.io/serviceaccount/token&namespace=admin/team&auth-namespace=admin")]
    [InlineData("vault://[::1]/kv?auth=token&tls=off", "vault://[::1]:8200/kv?auth=token&token-variable=VAULT_TOKEN&tls=off")]
    [InlineData("awssm://eu-central-1", "awssm://eu-central-1")]
    [InlineData("awssm://eu-central-1?endpoint=http%3A%2F%2Flocalhost%3A4566&kms-key=alias/agentkit&recovery-days=30", "awssm://eu-central-1?endpoint=http://localhost:4566&kms-key=alias/agentkit&recovery-days=30")]
    public void An_address_is_read_and_shown(string text, string shown)
    {
        var location = SecretStoreLocation.Parse(text);

        Assert.Equal(shown, location.ToString());
        Assert.True(SecretStoreLocation.TryParse(text, out var same));
        Assert.Equal(location, same);
        Assert.Equal(shown, SecretStoreLocation.Parse(shown.Replace("vault://10.0.0.1/", "vault://10.0.0.1:443/", StringComparison.Ordinal)).ToString());
    }

    [Theory]
    [InlineData("", "begins with none of")]
    [InlineData("https://vault", "begins with none of")]
    [InlineData("env://host", "more than env:")]
    [InlineData("env:?prefix=A B", "prefix")]
    [InlineData("file://host/path", "names a host")]
    [InlineData("file:", "names no path")]
    [InlineData("file:///", "names no path")]
    [InlineData("encrypted:///a?key-file=k&passphrase-variable=P", "both key-file and passphrase-variable")]
    [InlineData("vault:///secret?role=x", "names no host")]
    [InlineData("vault://h/secret", "lacks 'role'")]
    [InlineData("vault://h/secret?auth=approle", "lacks 'role-id'")]
    [InlineData("vault://h/secret?auth=ldap&role=x", "none of kubernetes, approle, token")]
    [InlineData("vault://h/../sys?auth=token", "a mount that isn't a path")]
    [InlineData("vault://h/secret?auth=token&tls=maybe", "none of on, off")]
    [InlineData("awssm://", "names no region")]
    [InlineData("awssm://EU Central", "names no region")]
    [InlineData("awssm://eu-central-1/path", "a path after the region")]
    [InlineData("awssm://eu-central-1?endpoint=localhost", "'endpoint'")]
    [InlineData("awssm://eu-central-1?recovery-days=3", "neither 0 nor 7 to 30")]
    [InlineData("env:?colour=blue", "a parameter 'colour'")]
    [InlineData("env:?prefix", "no value for 'prefix'")]
    [InlineData("env:?prefix=a&prefix=b", "'prefix' twice")]
    [InlineData("env:#fragment", "'#'")]
    public void What_is_wrong_is_said(string text, string expected)
    {
        var refused = Assert.Throws<PipelineException>(() => SecretStoreLocation.Parse(text));

        Assert.Equal(("PIPE5003", 2), (refused.Code.Id, refused.ExitCode));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.False(SecretStoreLocation.TryParse(text, out _));
    }

    [Theory]
    [InlineData("vault://me:canary@h/secret?auth=token")]
    [InlineData("vault://canary@h/secret?auth=token")]
    [InlineData("vault://h/secret?auth=token&token=canary")]
    [InlineData("vault://h/secret?auth=approle&role-id=x&secret-id=canary")]
    [InlineData("awssm://AKIA:canary@eu-central-1")]
    [InlineData("awssm://eu-central-1?secret-key=canary")]
    [InlineData("awssm://eu-central-1?endpoint=http://me:canary@host")]
    [InlineData("encrypted:///f?passphrase=canary")]
    [InlineData("canary")]
    public void A_credential_in_an_address_is_refused_and_not_repeated(string text)
    {
        var refused = Assert.Throws<PipelineException>(() => SecretStoreLocation.Parse(text));

        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_said_at_once()
    {
        var refused = Assert.Throws<PipelineException>(() => SecretStoreLocation.Parse("vault://?auth=approle&colour=blue"));

        Assert.Contains("names no host", refused.Message, StringComparison.Ordinal);
        Assert.Contains("lacks 'role-id'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'colour'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_a_location_only_where_it_may_be() => Assert.False(SecretStoreLocation.TryParse(null, out _));

    [Theory]
    [InlineData("eu-central-1", "https://secretsmanager.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://secretsmanager.cn-north-1.amazonaws.com.cn/")]
    public void A_regions_endpoint_is_in_its_partition(string region, string endpoint) =>
        Assert.Equal(endpoint, new AwsLocation { Region = region }.ServiceEndpoint.AbsoluteUri);

    [Fact]
    public async Task Every_kind_of_location_opens_without_asking_anyone()
    {
        foreach (var text in new[] { "env:", "file:///nowhere", "encrypted:///nowhere/s", "vault://nowhere/secret?role=x", "awssm://eu-central-1" })
        {
            await using var store = SecretStores.Open(SecretStoreLocation.Parse(text), new SecretStoreOptions());
            Assert.NotEmpty(store.Description);
        }
    }

    [Fact]
    public void The_options_of_a_process_have_its_variables()
    {
        var options = SecretStoreOptions.OfProcess();

        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), options.Variables["PATH"]);
    }

    [Fact]
    public void An_address_says_how_to_log_in() =>
        Assert.Equal(new VaultTokenAuthentication("VAULT_TOKEN", "/run/token"), ((VaultLocation)SecretStoreLocation.Parse("vault://h/kv?auth=token&token-file=/run/token")).Authentication);
}
