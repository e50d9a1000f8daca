using Pipeline.Components.Files;
using Pipeline.Errors;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;

namespace Pipeline.Components.Tests.Files;

public sealed class StoreVariablesTests
{
    [Fact]
    public void Without_variables_the_environments_own_identity_is_taken()
    {
        var (location, options) = Read("TO", "s3://bucket/prefix");

        Assert.Equal((ObjectStoreKind.S3, "bucket", "prefix"), (location.Kind, location.Container, location.Prefix));
        Assert.Equal(new ObjectStoreOptions(), options);
    }

    [Fact]
    public void Each_side_has_variables_of_its_own()
    {
        (string, string)[] variables = [("MOVE_FROM_ACCESS_KEY_ID", "AKFROM"), ("MOVE_FROM_SECRET_ACCESS_KEY", "secret"), ("MOVE_TO_ENDPOINT", "https://s3.example.com"), ("MOVE_TO_REGION", "eu-central-1"), ("MOVE_TO_KMS_KEY_ID", "key"), ("MOVE_TO_ACCESS_KEY_ID", "")];

        var from = Read("FROM", "s3://bucket", variables).Options;
        var to = Read("TO", "s3://bucket", variables).Options;

        Assert.Equal("AKFROM", Assert.IsType<AccessKeyCredentials>(from.Credentials).AccessKeyId);
        Assert.Null(from.Endpoint);
        Assert.Equal((null, new Uri("https://s3.example.com"), "eu-central-1", "key"), (to.Credentials, to.Endpoint, to.Region, to.KmsKeyId));
    }

    [Fact]
    public void What_an_S3_compatible_server_needs_can_be_said()
    {
        var options = Read("TO", "s3://bucket", ("MOVE_TO_PATH_STYLE", "false"), ("MOVE_TO_CONDITIONAL_WRITES", "All")).Options;

        Assert.Equal((false, S3ConditionalWrites.All), (options.UsePathStyle, options.ConditionalWrites));
        Assert.Contains("MOVE_FROM_PATH_STYLE must be true or false. MOVE_FROM_CONDITIONAL_WRITES must be PutOnly or All.", Refusal("s3://bucket", ("MOVE_FROM_PATH_STYLE", "x"), ("MOVE_FROM_CONDITIONAL_WRITES", "3")), StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_takes_a_key_or_a_connection_string()
    {
        Assert.IsType<AzureAccountKey>(Read("FROM", "azblob://account/container", ("MOVE_FROM_ACCOUNT_KEY", "a2V5")).Options.Credentials);
        Assert.IsType<AzureConnectionString>(Read("FROM", "azblob://account/container", ("MOVE_FROM_CONNECTION_STRING", "x")).Options.Credentials);
        Assert.Contains("both set", Refusal("azblob://account/container", ("MOVE_FROM_ACCOUNT_KEY", "a2V5"), ("MOVE_FROM_CONNECTION_STRING", "x")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MOVE_FROM_ACCESS_KEY_ID", "MOVE_FROM_SECRET_ACCESS_KEY isn't")]
    [InlineData("MOVE_FROM_SECRET_ACCESS_KEY", "MOVE_FROM_ACCESS_KEY_ID isn't")]
    public void Half_a_key_is_refused_without_being_shown(string variable, string expected)
    {
        var message = Refusal("s3://bucket", (variable, "canary-value"), ("MOVE_FROM_ENDPOINT", "ftp://user:canary-value@host"));

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("MOVE_FROM_ENDPOINT is no http or https URL", message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_store_is_refused_with_the_parameters_name() =>
        Assert.StartsWith("--from: 'ftp://host/x' begins with 'ftp'", Refusal("ftp://host/x"), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(20_480, "20 KiB")]
    [InlineData(26_214_400, "25 MiB")]
    [InlineData(32_212_254_720, "30 GiB")]
    public void Sizes_are_shown_as_people_say_them(long bytes, string expected) => Assert.Equal(expected, MoveLog.Size(bytes));

    private static string Refusal(string uri, params (string Name, string Value)[] variables)
    {
        var exception = Assert.Throws<PipelineException>(() => Read("FROM", uri, variables));
        Assert.Equal((FileErrors.InvalidStore, 2), (exception.Code, exception.ExitCode));
        return exception.Message;
    }

    private static (ObjectStoreLocation Location, ObjectStoreOptions Options) Read(string side, string uri, params (string Name, string Value)[] variables) =>
        new StoreVariables(side, name => variables.FirstOrDefault(x => x.Name == name).Value).Read(uri);
}
