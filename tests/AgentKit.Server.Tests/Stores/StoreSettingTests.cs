using AgentKit.Server.Files;
using AgentKit.Server.Hosting;
using Pipeline.Errors;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Tests.Stores;

public sealed class StoreSettingTests
{
    [Fact]
    public async Task Each_write_names_the_KMS_key_that_is_set()
    {
        await using var started = await StartedService.OpenAsync(
            await ServiceVariables.NewAsync(
                ("FILE_STORAGE_ROOT", "s3://bucket"), ("FILE_STORAGE_REGION", "eu-central-1"), ("FILE_STORAGE_KMS_KEY_ID", "key-1"), ("FILE_STORAGE_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("FILE_STORAGE_SECRET_ACCESS_KEY", "canary")),
            TimeProvider.System,
            CancellationToken.None);

        var put = await started.Parts.Objects.PresignPutAsync("incoming/x", new PresignPutOptions { LengthBytes = 1, ContentType = "text/csv", ExpiresIn = TimeSpan.FromMinutes(1) }, CancellationToken.None);

        Assert.Equal("key-1", put.Headers["x-amz-server-side-encryption-aws-kms-key-id"]);
        Assert.Equal("bucket.s3.eu-central-1.amazonaws.com", put.Url.Host);
    }

    [Fact]
    public void What_is_set_reaches_the_store()
    {
        var settings = Read(
            ("FILE_STORAGE_ENDPOINT", "https://s3.example.com"), ("FILE_STORAGE_REGION", "eu-central-1"), ("FILE_STORAGE_PATH_STYLE", "false"), ("FILE_STORAGE_CONDITIONAL_WRITES", "All"), ("FILE_STORAGE_KMS_KEY_ID", "key-1"),
            ("FILE_STORAGE_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("FILE_STORAGE_SECRET_ACCESS_KEY", "canary"));

        var options = settings.Access.ToOptions(ObjectStoreKind.S3);

        Assert.Equal(
            (new Uri("https://s3.example.com"), "eu-central-1", false, S3ConditionalWrites.All, "key-1", "access key AKIDEXAMPLE, ***"),
            (options.Endpoint, options.Region, options.UsePathStyle, options.ConditionalWrites, options.KmsKeyId, $"{options.Credentials}"));
        Assert.DoesNotContain("canary", $"{settings}{settings.Access}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gs://bucket", "FILE_STORAGE_ACCESS_KEY_ID isn't set, nor is FILE_STORAGE_SECRET_ACCESS_KEY")]
    [InlineData("s3://bucket", "FILE_STORAGE_ACCESS_KEY_ID is set and FILE_STORAGE_SECRET_ACCESS_KEY isn't", "FILE_STORAGE_ACCESS_KEY_ID", "canary")]
    [InlineData("s3://bucket", "FILE_STORAGE_SECRET_ACCESS_KEY is set and FILE_STORAGE_ACCESS_KEY_ID isn't", "FILE_STORAGE_SECRET_ACCESS_KEY", "canary")]
    [InlineData("s3://bucket", "FILE_STORAGE_ACCOUNT_KEY says nothing to a store that is s3://: it is for azblob://", "FILE_STORAGE_ACCOUNT_KEY", "Y2FuYXJ5")]
    [InlineData("file:///tmp/x", "FILE_STORAGE_ENDPOINT says nothing to a store that is file://", "FILE_STORAGE_ENDPOINT", "https://s3.example.com")]
    [InlineData("azblob://account1/container", "FILE_STORAGE_KMS_KEY_ID says nothing to a store that is azblob://", "FILE_STORAGE_KMS_KEY_ID", "key-1")]
    [InlineData("azblob://account1/container", "FILE_STORAGE_ACCOUNT_KEY isn't base64", "FILE_STORAGE_ACCOUNT_KEY", "canary-")]
    public void What_does_not_fit_the_store_is_named_by_its_variable(string root, string expected, string? name = null, string? value = null)
    {
        var error = Assert.Throws<PipelineException>(() => Read([("FILE_STORAGE_ROOT", root), .. name is null ? [] : ((string, string)[])[(name, value!)]]));

        Assert.Equal(("PIPE9401", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    private static FileStorageSettings Read(params (string Name, string Value)[] variables) => SettingsTests.Read(variables.ToDictionary(x => x.Name, x => x.Value)).FileStorage;
}
