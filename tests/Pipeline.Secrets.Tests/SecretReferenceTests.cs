namespace Pipeline.Secrets.Tests;

public sealed class SecretReferenceTests
{
    [Theory]
    [InlineData("secret://agentkit/staging/database/password", "agentkit/staging/database/password", null)]
    [InlineData("secret://a#username", "a", "username")]
    public void A_reference_is_read_and_shown(string text, string name, string? key)
    {
        var reference = SecretReference.Parse(text);

        Assert.Equal((name, key, text), (reference.Name.Value, reference.Key, reference.ToString()));
    }

    [Theory]
    [InlineData("canary-password")]
    [InlineData("secret://")]
    [InlineData("secret://Upper")]
    [InlineData("secret://a#")]
    [InlineData("secret://a#b#c")]
    [InlineData("Secret://a")]
    public void What_is_none_is_refused_and_not_repeated(string text)
    {
        var refused = Assert.Throws<FormatException>(() => SecretReference.Parse(text));

        Assert.DoesNotContain("canary", refused.Message, StringComparison.Ordinal);
        Assert.False(SecretReference.TryParse(text, out _));
        Assert.False(SecretReference.TryParse(null, out _));
    }

    [Theory]
    [InlineData("canary")]
    [InlineData("[\"canary\"]")]
    [InlineData("{\"other\":\"canary\"}")]
    public void A_key_that_is_not_there_is_an_error_without_the_value(string value)
    {
        var refused = Assert.Throws<SecretStoreException>(() => SecretReference.Parse("secret://a#password").Pick(new Secret(value)));

        Assert.Equal("PIPE5012", refused.Code.Id);
        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b/c", "a/b", true)]
    [InlineData("a/b/c", "a/b/", true)]
    [InlineData("a/b/c", "", true)]
    [InlineData("a/b", "a/b", false)]
    [InlineData("a/bc", "a/b", false)]
    public void A_prefix_is_of_whole_segments(string name, string prefix, bool isBelow) => Assert.Equal(isBelow, SecretName.Parse(name).IsBelow(prefix));

    [Fact]
    public void A_fingerprint_tells_values_and_names_apart_and_nothing_else()
    {
        var (a, b) = (SecretName.Parse("a"), SecretName.Parse("b"));
        var value = new Secret("value");

        Assert.Equal(SecretFingerprint.Of(a, value), SecretFingerprint.Of(a, new Secret("value")));
        Assert.NotEqual(SecretFingerprint.Of(a, value), SecretFingerprint.Of(b, value));
        Assert.NotEqual(SecretFingerprint.Of(a, value), SecretFingerprint.Of(a, new Secret("other")));
        Assert.Matches("^h-[0-9a-f]{16}$", SecretFingerprint.Of(a, value));
    }
}
