using System.Text.Json;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.ObjectStorage.Tests.Locations;

public sealed class OptionsTests
{
    private const string Base64 = "Y2FuYXJ5LWNhbmFyeQ==";

    public static TheoryData<ObjectStoreCredentials> Credentials => new()
    {
        new AccessKeyCredentials("AKID", "canary-secret", "canary-token"),
        new AzureAccountKey(Base64),
        new AzureConnectionString($"AccountName=a;AccountKey={Base64}"),
        new LocalPresigning("canary-canary-canary-canary-canary"u8, new Uri("http://localhost/objects")),
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public void Options_never_show_a_secret(ObjectStoreCredentials credentials)
    {
        var options = new ObjectStoreOptions { Credentials = credentials };

        foreach (var text in new[] { options.ToString(), $"{credentials}", credentials is LocalPresigning ? "" : JsonSerializer.Serialize(credentials, credentials.GetType()) })
        {
            Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Base64, text, StringComparison.Ordinal);
        }

        Assert.Contains("***", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_of_another_kind_of_store_are_refused()
    {
        var key = new AccessKeyCredentials("a", "b");
        var azure = new AzureAccountKey(Base64);

        Refused("file:///tmp/x", key, "LocalPresigning does");
        Refused("s3://bucket", azure, "AccessKeyCredentials does");
        Refused("gs://bucket", azure, "AccessKeyCredentials does");
        Refused("azblob://account1/container", key, "AzureAccountKey");
        Refused("azblob://account1/container", new AzureConnectionString($"canary;AccountKey={Base64}"), "can't be read");
        Refused("azblob://account1/container", new AzureConnectionString($"DefaultEndpointsProtocol=https;AccountName=other;AccountKey={Base64};EndpointSuffix=core.windows.net"), "account 'other'");
    }

    [Fact]
    public void Credentials_that_cannot_be_right_are_refused()
    {
        Assert.Throws<ObjectStoreException>(() => new AccessKeyCredentials("", "b"));
        Assert.Throws<ObjectStoreException>(() => new AccessKeyCredentials("a", " "));
        Assert.DoesNotContain("not base64!", Assert.Throws<ObjectStoreException>(() => new AzureAccountKey("not base64!")).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectStoreException>(() => new AzureConnectionString(""));
        Assert.Contains("at least 32", Assert.Throws<ObjectStoreException>(() => new LocalPresigning(new byte[16], new Uri("http://localhost"))).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectStoreException>(() => new LocalPresigning(new byte[32], new Uri("ftp://localhost")));
        Assert.Throws<ObjectStoreException>(() => new LocalPresigning(new byte[32], new Uri("/relative", UriKind.Relative)));
    }

    [Fact]
    public void Parts_that_are_too_small_are_refused() =>
        Assert.Contains("too small", Assert.Throws<ObjectStoreException>(() => ObjectStores.Open(ObjectStoreLocation.Parse("file:///tmp"), new ObjectStoreOptions { PartBytes = 1 })).Message, StringComparison.Ordinal);

    private static void Refused(string location, ObjectStoreCredentials credentials, string expected)
    {
        var exception = Assert.Throws<ObjectStoreException>(() => ObjectStores.Open(ObjectStoreLocation.Parse(location), new ObjectStoreOptions { Credentials = credentials }));

        Assert.Equal(ObjectStorageErrors.InvalidOptions, exception.Code);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Base64, exception.ToString(), StringComparison.Ordinal);
    }
}
