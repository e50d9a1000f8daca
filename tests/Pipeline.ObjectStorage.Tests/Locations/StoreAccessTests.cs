using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Opening;

namespace Pipeline.ObjectStorage.Tests.Locations;

public sealed class StoreAccessTests
{
    [Fact]
    public void Each_field_becomes_the_option_that_it_names()
    {
        var access = new StoreAccess { Endpoint = new Uri("https://s3.example.com"), Region = "r-1", PathStyle = false, ConditionalWrites = S3ConditionalWrites.All, KmsKeyId = "k", AccessKeyId = "a", SecretAccessKey = "canary-1", SessionToken = "canary-2" };

        var options = access.ToOptions(ObjectStoreKind.S3);

        Assert.Equal((access.Endpoint, "r-1", false, S3ConditionalWrites.All, "k"), (options.Endpoint, options.Region, options.UsePathStyle, options.ConditionalWrites, options.KmsKeyId));
        var key = Assert.IsType<AccessKeyCredentials>(options.Credentials);
        Assert.Equal(("a", "canary-1", "canary-2"), (key.AccessKeyId, key.SecretAccessKey, key.SessionToken));
        Assert.DoesNotContain("canary", $"{access}{options}", StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_takes_a_key_or_a_connection_string()
    {
        Assert.IsType<AzureAccountKey>(new StoreAccess { AccountKey = "a2V5", Endpoint = new Uri("http://127.0.0.1:10000/account") }.ToOptions(ObjectStoreKind.AzureBlob).Credentials);
        Assert.IsType<AzureConnectionString>(new StoreAccess { ConnectionString = "x" }.ToOptions(ObjectStoreKind.AzureBlob).Credentials);
        Assert.Null(new StoreAccess().ToOptions(ObjectStoreKind.AzureBlob).Credentials);
    }

    [Fact]
    public void What_is_for_another_kind_of_store_or_said_by_half_is_a_mistake_without_a_value_in_it()
    {
        (ObjectStoreKind Kind, StoreAccess Access, string[] Wrong)[] cases =
        [
            (ObjectStoreKind.LocalDisk, new StoreAccess { Endpoint = new Uri("https://canary"), Region = "canary", PathStyle = true, AccountKey = "canary" }, ["Endpoint", "Region", "PathStyle", "AccountKey"]),
            (ObjectStoreKind.S3, new StoreAccess { AccountKey = "canary", ConnectionString = "canary" }, ["AccountKey", "ConnectionString"]),
            (ObjectStoreKind.S3, new StoreAccess { SecretAccessKey = "canary", SessionToken = "canary" }, ["SecretAccessKey", "SessionToken"]),
            (ObjectStoreKind.S3, new StoreAccess { Endpoint = new Uri("ftp://user:canary@host") }, ["Endpoint"]),
            (ObjectStoreKind.GoogleCloud, new StoreAccess(), ["AccessKeyId"]),
            (ObjectStoreKind.GoogleCloud, new StoreAccess { KmsKeyId = "canary" }, ["KmsKeyId"]),
            (ObjectStoreKind.AzureBlob, new StoreAccess { AccountKey = "canary!", ConnectionString = "canary", Endpoint = new Uri("https://canary") }, ["AccountKey", "Endpoint", "AccountKey"]),
            (ObjectStoreKind.AzureBlob, new StoreAccess { AccessKeyId = "canary", ConditionalWrites = S3ConditionalWrites.All }, ["ConditionalWrites", "AccessKeyId"]),
        ];

        foreach (var (kind, access, wrong) in cases)
        {
            var mistakes = access.Check(kind, x => x);
            Assert.Equal(wrong, mistakes.Select(x => x.Property));
            Assert.All(mistakes, x => Assert.DoesNotContain("canary", x.Problem, StringComparison.Ordinal));
            Assert.Equal(ObjectStorageErrors.InvalidOptions, Assert.Throws<ObjectStoreException>(() => access.ToOptions(kind)).Code);
        }
    }
}
