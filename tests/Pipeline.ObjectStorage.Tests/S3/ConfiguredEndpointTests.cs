using Microsoft.AspNetCore.Http;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.S3;

/// <summary>An endpoint that only AWS's own configuration names. Alone, since the SDK reads it from the environment.</summary>
[Collection("AWS's environment")]
public sealed class ConfiguredEndpointTests
{
    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_S3")]
    public async Task What_answers_at_an_endpoint_of_AWS_configuration_is_not_taken_for_Amazon(string variable)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(AnswerAsync);
        Environment.SetEnvironmentVariable(variable, endpoint.Url.AbsoluteUri);
        IObjectStore store;
        try
        {
            store = ObjectStores.Open(ObjectStoreLocation.Parse("s3://bucket"), new ObjectStoreOptions { Credentials = new AccessKeyCredentials("AKTEST", "SKTEST") });
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        await using (store)
            await store.CopyAsync("source", "free", new CopyOptions { OnlyIfAbsent = true }, CancellationToken.None);

        // A conditional CopyObject might replace without a word there; a PutObject doesn't.
        Assert.Contains("PUT /bucket/free *", endpoint.Asked.Select(x => x.Replace("?x-id=PutObject", "", StringComparison.Ordinal)));
        Assert.Contains(endpoint.Asked, x => x.StartsWith("GET /bucket/source", StringComparison.Ordinal));
    }

    private static Task AnswerAsync(HttpContext context)
    {
        // As of an object of parts, whose tag nobody compares with an MD5.
        context.Response.Headers.ETag = "\"0123456789abcdef0123456789abcdef-2\"";
        context.Response.ContentLength = context.Request.Method is "HEAD" or "GET" ? 3 : 0;
        return context.Request.Method == "GET" ? context.Response.WriteAsync("abc") : Task.CompletedTask;
    }
}

[CollectionDefinition("AWS's environment", DisableParallelization = true)]
public sealed class AwsEnvironment;
