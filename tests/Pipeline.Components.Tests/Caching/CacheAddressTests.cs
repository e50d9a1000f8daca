using Pipeline.Components.Caching;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Caching;

public sealed class CacheAddressTests
{
    [Theory]
    [InlineData("s3://builds", "builds", "", null, null)]
    [InlineData("s3://builds/", "builds", "", null, null)]
    [InlineData("s3://builds/agentkit/main/", "builds", "agentkit/main", null, null)]
    [InlineData("s3://my.builds-1/a?region=eu-central-1", "my.builds-1", "a", null, "eu-central-1")]
    [InlineData("s3://builds/a?endpoint=http://127.0.0.1:7480&region=default", "builds", "a", "http://127.0.0.1:7480", "default")]
    [InlineData("s3://builds?endpoint=https%3A%2F%2Fs3.example.org", "builds", "", "https://s3.example.org", null)]
    public void An_address_is_read(string text, string bucket, string prefix, string? endpoint, string? region)
    {
        var address = CacheAddress.Parse(text);

        Assert.Equal(new CacheAddress { Bucket = bucket, Prefix = prefix, Endpoint = endpoint is null ? null : new Uri(endpoint), Region = region }, address);
        Assert.Equal(address, CacheAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("/var/cache", "doesn't begin with 's3://'")]
    [InlineData("https://builds.s3.amazonaws.com", "doesn't begin with 's3://'")]
    [InlineData("s3://", "names no bucket")]
    [InlineData("s3:///prefix", "names no bucket")]
    [InlineData("s3://Builds", "'Builds' is not a bucket's name")]
    [InlineData("s3://ab", "'ab' is not a bucket's name")]
    [InlineData("s3://-builds", "'-builds' is not a bucket's name")]
    [InlineData("s3://builds/a//b", "prefix 'a//b' has the part ''")]
    [InlineData("s3://builds/a/../b", "the part '..'")]
    [InlineData("s3://builds/a b", "the part 'a b'")]
    [InlineData("s3://builds?regoin=eu", "no setting 'regoin'")]
    [InlineData("s3://builds?region=", "'region' has no value")]
    [InlineData("s3://builds?region=a&region=b", "'region' is given twice")]
    [InlineData("s3://builds?region=EU!", "region 'EU!'")]
    [InlineData("s3://builds?endpoint=127.0.0.1:7480", "endpoint '127.0.0.1:7480'")]
    [InlineData("s3://builds?endpoint=ftp://host", "endpoint 'ftp://host'")]
    [InlineData("s3://builds?endpoint=http://host/path", "endpoint 'http://host/path'")]
    public void A_mistake_is_named_with_what_to_write(string text, string expected)
    {
        var error = Assert.Throws<PipelineException>(() => CacheAddress.Parse(text));

        Assert.Equal("PIPE2000", error.Code.Id);
        Assert.Equal(2, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("Write s3://BUCKET/PREFIX?endpoint=URL&region=NAME", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var error = Assert.Throws<PipelineException>(() => CacheAddress.Parse("s3://B/..?regoin=eu&endpoint=nowhere"));

        foreach (var expected in new[] { "'B' is not", "the part '..'", "'regoin'", "endpoint 'nowhere'" })
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://AKIAKEY:verysecret@builds/a")]
    [InlineData("s3://builds?endpoint=http://key:verysecret@host")]
    [InlineData("verysecret")]
    public void What_may_be_a_secret_is_not_repeated(string text)
    {
        var error = Assert.Throws<PipelineException>(() => CacheAddress.Parse(text));

        Assert.DoesNotContain("verysecret", error.Message, StringComparison.Ordinal);
    }
}
