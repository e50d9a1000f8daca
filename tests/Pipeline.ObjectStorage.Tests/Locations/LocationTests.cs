namespace Pipeline.ObjectStorage.Tests.Locations;

public sealed class LocationTests
{
    [Theory]
    [InlineData("file:///var/lib/agentkit/files", ObjectStoreKind.LocalDisk, null, "/var/lib/agentkit/files", "")]
    [InlineData("file:///var/lib/a%20b/%C3%BC/", ObjectStoreKind.LocalDisk, null, "/var/lib/a b/ü", "")]
    [InlineData("file://localhost/data", ObjectStoreKind.LocalDisk, null, "/data", "")]
    [InlineData("FILE:///data", ObjectStoreKind.LocalDisk, null, "/data", "")]
    [InlineData("file:///", ObjectStoreKind.LocalDisk, null, "/", "")]
    [InlineData("s3://agentkit-files", ObjectStoreKind.S3, null, "agentkit-files", "")]
    [InlineData("s3://agentkit.files/", ObjectStoreKind.S3, null, "agentkit.files", "")]
    [InlineData("s3://bucket/pre/fix/", ObjectStoreKind.S3, null, "bucket", "pre/fix")]
    [InlineData("s3://bucket/a%20b+c/%25/ü", ObjectStoreKind.S3, null, "bucket", "a b+c/%/ü")]
    [InlineData("azblob://account1/container", ObjectStoreKind.AzureBlob, "account1", "container", "")]
    [InlineData("azblob://account1/con-tainer/pre/fix", ObjectStoreKind.AzureBlob, "account1", "con-tainer", "pre/fix")]
    [InlineData("gs://my_bucket.example.com/prefix", ObjectStoreKind.GoogleCloud, null, "my_bucket.example.com", "prefix")]
    public void A_location_is_read_and_written_again(string text, ObjectStoreKind kind, string? account, string container, string prefix)
    {
        var location = ObjectStoreLocation.Parse(text);

        Assert.Equal((kind, account, container, prefix), (location.Kind, location.Account, location.Container, location.Prefix));
        Assert.Equal(location, ObjectStoreLocation.Parse(location.ToString()));
        Assert.Equal(location, ObjectStoreLocation.Parse(location.ToUri().OriginalString));
        Assert.Equal(location, ObjectStoreLocation.Parse(location.ToUri().AbsoluteUri));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("/var/lib/files", "isn't an object store's location")]
    [InlineData("s3:bucket", "isn't an object store's location")]
    [InlineData("http://bucket/x", "begins with 'http'")]
    [InlineData("file://relative/path", "three slashes")]
    [InlineData("file://", "three slashes")]
    [InlineData("file:///a/../b", ". or ..")]
    [InlineData("file:///a%00b", "control character")]
    [InlineData("s3://", "names the bucket ''")]
    [InlineData("s3://Bucket", "lower-case")]
    [InlineData("s3://ab", "3 to 63")]
    [InlineData("s3://a..b", "names the bucket")]
    [InlineData("s3://192.168.0.1", "names the bucket")]
    [InlineData("s3://under_score", "names the bucket")]
    [InlineData("s3://bucket\n", "names the bucket")]
    [InlineData("s3://bucket:9000/x", "has a port")]
    [InlineData("s3://bucket/a//b", "slash")]
    [InlineData("s3://bucket/a/../b", "dot")]
    [InlineData("s3://bucket/.pipeline", "keep for themselves")]
    [InlineData("s3://bucket/%zz", "no two hexadecimal digits")]
    [InlineData("s3://bucket/%ff", "no two hexadecimal digits")]
    [InlineData("s3://bucket/%4", "no two hexadecimal digits")]
    [InlineData("s3://bucket?region=eu", "behind a ? or #")]
    [InlineData("s3://bucket/a#b", "behind a ? or #")]
    [InlineData("azblob://account1", "names the container ''")]
    [InlineData("azblob://account1.blob.core.windows.net/container", "without a domain")]
    [InlineData("azblob://account1/a--b", "names the container")]
    [InlineData("azblob://account1/-ab", "names the container")]
    [InlineData("gs://_x/", "names the bucket")]
    public void What_is_no_location_is_refused_with_what_to_write(string text, string expected)
    {
        var exception = Assert.Throws<ObjectStoreException>(() => ObjectStoreLocation.Parse(text));

        Assert.Equal((ObjectStorageErrors.InvalidLocation, 2), (exception.Code, exception.ExitCode));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.False(ObjectStoreLocation.TryParse(text, out var none, out var error));
        Assert.Null(none);
        Assert.Equal(exception.Message, error);
    }

    [Theory]
    [InlineData("s3://AKIACANARY:canary@bucket/x")]
    [InlineData("s3://canary@bucket")]
    [InlineData("s3://bucket/x?X-Amz-Signature=canary")]
    [InlineData("azblob://account1/container?sig=canary")]
    [InlineData("azblob://account1:canary@host/container")]
    [InlineData("http://user:canary@host/")]
    [InlineData("user:canary@host")]
    public void Credentials_are_refused_and_not_repeated(string text)
    {
        Assert.False(ObjectStoreLocation.TryParse(text, out _, out var error));

        Assert.DoesNotContain("canary", error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_prefix_leaves_room_for_keys()
    {
        Assert.True(ObjectStoreLocation.TryParse($"s3://bucket/{new string('p', 123)}", out _, out _));
        Assert.False(ObjectStoreLocation.TryParse($"s3://bucket/{new string('p', 124)}", out _, out var error));
        Assert.Contains("123 bytes", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_no_location() => Assert.False(ObjectStoreLocation.TryParse(null, out _, out _));
}
