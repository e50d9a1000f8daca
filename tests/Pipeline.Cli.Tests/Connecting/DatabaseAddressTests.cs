using Pipeline.Cli.Connecting;
using Pipeline.Errors;
using Pipeline.Secrets.Masking;

namespace Pipeline.Cli.Tests.Connecting;

public sealed class DatabaseAddressTests
{
    [Fact]
    public async Task Credentials_of_the_environment_are_escaped_into_the_address_and_masked()
    {
        var (address, mask, _) = await ReadAsync(new() { ["PIPELINE_MONGODB_URI"] = "mongodb://a:1,b:2/?replicaSet=rs0", ["PIPELINE_MONGODB_USERNAME"] = "me@here", ["PIPELINE_MONGODB_PASSWORD"] = "p:w/d@x" });

        Assert.Equal("mongodb://me%40here:p%3Aw%2Fd%40x@a:1,b:2/?replicaSet=rs0", address);
        Assert.Equal("*** and ***", mask.Redact("p:w/d@x and p%3Aw%2Fd%40x"));
    }

    [Fact]
    public async Task A_password_on_the_command_line_is_warned_of_and_masked()
    {
        var (_, mask, error) = await ReadAsync([], uri: "mongodb://me:hunter22@host/db");

        Assert.Contains("process list", error, StringComparison.Ordinal);
        Assert.Equal("*** there", mask.Redact("hunter22 there"));
    }

    [Fact]
    public async Task A_file_holds_the_address()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "mongodb://host/\n");

        var (address, _, _) = await ReadAsync(new() { ["PIPELINE_MONGODB_URI"] = "mongodb://other/" }, uriFile: file);

        File.Delete(file);
        Assert.Equal("mongodb://host/", address);
    }

    [Fact]
    public async Task What_is_missing_or_given_twice_is_refused()
    {
        Assert.Equal("PIPE8810", (await FailureAsync([])).Code.Id);
        Assert.Equal("PIPE8810", (await FailureAsync([], uri: "mongodb://a/", uriFile: "b")).Code.Id);
        Assert.Equal("PIPE8810", (await FailureAsync(new() { ["PIPELINE_MONGODB_USERNAME"] = "me" }, uri: "mongodb://you:x@a/")).Code.Id);
        Assert.Equal("PIPE8811", (await FailureAsync([], uriFile: "/no/such/file")).Code.Id);
    }

    private static async Task<PipelineException> FailureAsync(Dictionary<string, string> variables, string? uri = null, string? uriFile = null)
    {
        var exception = await Assert.ThrowsAsync<PipelineException>(() => ReadAsync(variables, uri, uriFile));
        Assert.Equal(2, exception.ExitCode);
        return exception;
    }

    private static async Task<(string Address, SecretMask Mask, string Error)> ReadAsync(Dictionary<string, string> variables, string? uri = null, string? uriFile = null)
    {
        var mask = new SecretMask();
        using var error = new StringWriter();
        var secret = await DatabaseAddress.ReadAsync(uri, uriFile, new Surroundings { Variables = variables, UserName = "tester", Out = TextWriter.Null, Error = error }, mask, CancellationToken.None);
        return (secret.Reveal(), mask, error.ToString());
    }
}
