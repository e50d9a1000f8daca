using System.Net.Http.Headers;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Containers.Registries.Http;

namespace Pipeline.Containers.Tests.Registries;

public sealed class ChallengeTests
{
    private static Challenge? Read(params string[] values) => Challenge.Of(values.Select(AuthenticationHeaderValue.Parse));

    [Fact]
    public void A_token_comes_before_a_password()
    {
        var challenge = Read("Basic realm=\"x\"", "bearer realm=\"https://auth.example/token\",service=\"registry.example\",scope=\"repository:a/b:pull repository:c:push\"");

        Assert.Equal((true, "https://auth.example/token", "registry.example"), (challenge!.IsBearer, challenge.Realm, challenge.Service));
        Assert.Equal(["repository:a/b:pull", "repository:c:push"], challenge.Scopes);
    }

    [Fact]
    public void What_cannot_be_answered_is_none()
    {
        Assert.False(Read("Basic realm=\"x\"", "Bearer service=\"no realm\"")!.IsBearer);
        Assert.Null(Read("Negotiate", "Bearer"));
    }

    [Theory]
    [InlineData("a=\"b\"", "a=b")]
    [InlineData("a=b,c=d", "a=b;c=d")]
    [InlineData("a = \"b, c\" , d=\"\\\"e\\\\\"", "a=b, c;d=\"e\\")]
    [InlineData("A=\"1\",a=\"2\"", "A=1")]
    [InlineData("a=\"open", "a=open")]
    [InlineData("nothing", "")]
    public void Parameters_are_read_as_http_writes_them(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', Challenge.Parameters(text).Select(x => $"{x.Key}={x.Value}")));

    [Fact]
    public void No_text_makes_the_reader_fail() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
        Gen.Choose(0, 12).SelectMany(x => Gen.Elements("a", "=", "\"", ",", " ", "\\", "\t", "realm").ArrayOf(x)).Select(string.Concat).ToArbitrary(),
        x => Challenge.Parameters(x).Count <= x.Length));
}
