using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Pipeline.ObjectStorage.AzureBlob;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Tests.Servers;

namespace Pipeline.ObjectStorage.Tests.AzureBlob;

/// <summary>Answers that Azurite doesn't give: faults, and keys delegated to an identity.</summary>
public sealed class AzureAnswersTests
{
    private static readonly ObjectStoreLocation s_location = ObjectStoreLocation.Parse("azblob://account1/container/prefix");

    [Theory]
    [InlineData(503, "ServerBusy", "PIPE9210", true)]
    [InlineData(500, "InternalError", "PIPE9210", true)]
    [InlineData(409, "ContainerBeingDeleted", "PIPE9210", true)]
    [InlineData(403, "AuthorizationPermissionMismatch", "PIPE9211", false)]
    [InlineData(400, "InvalidHeaderValue", "PIPE9212", false)]
    public async Task An_answer_is_explained(int status, string code, string id, bool transient)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => ScriptedEndpoint.ErrorAsync(context, status, code));
        await using var store = ObjectStores.Open(s_location, new ObjectStoreOptions { Endpoint = Account(endpoint), Credentials = new AzureAccountKey("a2V5"), MaxRetries = 0 });

        var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("file", new MemoryStream([1]), new PutOptions(), CancellationToken.None));

        Assert.Equal((id, transient), (exception.Code.Id, exception.IsTransient));
        Assert.Contains(code, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_silent_is_transient()
    {
        var forever = new TaskCompletionSource();
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => forever.Task.WaitAsync(context.RequestAborted));
        var options = new ObjectStoreOptions { Credentials = new AzureAccountKey("a2V5"), MaxRetries = 0, RequestTimeout = TimeSpan.FromMilliseconds(300) };
        await using var silent = ObjectStores.Open(s_location, options with { Endpoint = Account(endpoint) });
        await using var absent = ObjectStores.Open(s_location, options with { Endpoint = new Uri("http://127.0.0.1:1/account1") });

        foreach (var store in new[] { silent, absent })
        {
            var exception = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PingAsync(CancellationToken.None));
            Assert.Equal((ObjectStorageErrors.Unavailable, true), (exception.Code, exception.IsTransient));
        }

        forever.SetResult();
    }

    [Fact]
    public async Task Another_writers_blocks_are_told_from_ones_own()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(context =>
        {
            if (context.Request.Method == "HEAD")
                return ScriptedEndpoint.ErrorAsync(context, 404, "BlobNotFound");
            if (context.Request.Query["comp"] == "blocklist")
                return ScriptedEndpoint.ErrorAsync(context, 400, "InvalidBlockList");
            context.Response.StatusCode = 201;
            return Task.CompletedTask;
        });
        await using var store = ObjectStores.Open(s_location, new ObjectStoreOptions { Endpoint = Account(endpoint), Credentials = new AzureAccountKey("a2V5"), MaxRetries = 0, PartBytes = (int)MultipartLimits.MinPartBytes });
        var content = new byte[MultipartLimits.MinPartBytes + 1];

        var replaced = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("file", new MemoryStream(content), new PutOptions(), CancellationToken.None));
        await Assert.ThrowsAsync<ObjectExistsException>(() => store.PutAsync("file", new MemoryStream(content), new PutOptions { OnlyIfAbsent = true }, CancellationToken.None));

        Assert.True(replaced.IsTransient);
        Assert.Contains("Another writer", replaced.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_identity_requests_are_signed_by_a_key_that_is_delegated_and_kept()
    {
        var now = DateTimeOffset.UtcNow;
        await using var endpoint = await ScriptedEndpoint.StartAsync(context => context.Response.WriteAsync($"""
            <?xml version="1.0"?><UserDelegationKey><SignedOid>oid</SignedOid><SignedTid>tid</SignedTid><SignedStart>{now:yyyy-MM-ddTHH:mm:ssZ}</SignedStart>
            <SignedExpiry>{now.AddHours(2):yyyy-MM-ddTHH:mm:ssZ}</SignedExpiry><SignedService>b</SignedService><SignedVersion>2024-11-04</SignedVersion><Value>a2V5</Value></UserDelegationKey>
            """));
        // A token goes over TLS only; the policy that insists on it is the one thing taken out here.
        var service = new BlobServiceClient(Account(endpoint), new BlobClientOptions());
        var presigner = new AzurePresigner(new AzureCalls(service, s_location, new ObjectStoreOptions { Endpoint = Account(endpoint) }));

        var get = await presigner.GetAsync("ordner/ü", new PresignGetOptions { ExpiresIn = TimeSpan.FromMinutes(10), ContentDisposition = "attachment" }, CancellationToken.None);
        var put = await presigner.PutAsync("file", new PresignPutOptions { ExpiresIn = TimeSpan.FromMinutes(10), LengthBytes = 1, ContentType = "text/plain" }, CancellationToken.None);

        Assert.Contains("skoid=oid", get.Url.Query, StringComparison.Ordinal);
        Assert.Contains("sp=r&", get.Url.Query + "&", StringComparison.Ordinal);
        Assert.Contains("rscd=attachment", get.Url.Query, StringComparison.Ordinal);
        Assert.Contains("sp=cw", put.Url.Query, StringComparison.Ordinal);
        Assert.Equal("BlockBlob", put.Headers["x-ms-blob-type"]);
        Assert.Single(endpoint.Asked);
    }

    [Fact]
    public void An_identity_that_is_not_there_is_told_how_to_get_one()
    {
        var exception = AzureFailure.Explain("azblob://account1/container", new CredentialUnavailableException("no managed identity"))!;

        Assert.Equal(ObjectStorageErrors.Denied, exception.Code);
        Assert.Contains("az login", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_credentials_the_environments_identity_is_taken() =>
        Assert.Equal(s_location, ObjectStores.Open(s_location).Location);

    private static Uri Account(ScriptedEndpoint endpoint) => new(endpoint.Url, "/account1");
}
