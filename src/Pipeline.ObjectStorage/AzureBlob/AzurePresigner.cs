using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>
/// Presigned requests as shared access signatures: with the account's key, or, where an identity is used, with a key that the service delegates to it.
/// A signature holds for a blob, a time and what may be done; size and media type of an upload aren't in it.
/// </summary>
internal sealed class AzurePresigner(AzureCalls calls)
{
    /// <summary>A delegated key is asked for with this much to spare, and used for as long as it lasts.</summary>
    private static readonly TimeSpan s_spare = TimeSpan.FromHours(1);

    /// <summary>The service's longest.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    private UserDelegationKey? _delegated;

    public async Task<PresignedRequest> PutAsync(string key, PresignPutOptions options, CancellationToken cancellationToken)
    {
        PresignChecks.Put(key, options);
        var headers = options.Metadata.ToDictionary(x => $"x-ms-meta-{x.Key}", x => x.Value);
        headers["x-ms-blob-type"] = "BlockBlob";
        headers["Content-Type"] = options.ContentType;
        var builder = Builder(key, options.ExpiresIn);
        builder.SetPermissions(BlobSasPermissions.Create | BlobSasPermissions.Write);
        return await SignAsync(key, builder, "PUT", headers, cancellationToken);
    }

    public async Task<PresignedRequest> GetAsync(string key, PresignGetOptions options, CancellationToken cancellationToken)
    {
        PresignChecks.Get(key, options);
        var builder = Builder(key, options.ExpiresIn);
        builder.ContentDisposition = options.ContentDisposition;
        builder.ContentType = options.ContentType;
        builder.SetPermissions(BlobSasPermissions.Read);
        return await SignAsync(key, builder, "GET", [], cancellationToken);
    }

    private BlobSasBuilder Builder(string key, TimeSpan expiresIn) => new()
    {
        BlobContainerName = calls.Container.Name,
        BlobName = calls.Location.NameOf(key),
        Resource = "b",
        ExpiresOn = calls.Options.TimeProvider.GetUtcNow() + expiresIn,
        Protocol = calls.Service.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp,
    };

    private async Task<PresignedRequest> SignAsync(string key, BlobSasBuilder builder, string method, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var blob = calls.Blob(key);
        Uri url;
        if (blob.CanGenerateSasUri)
            url = blob.GenerateSasUri(builder);
        else if (calls.Options.Credentials is null)
            url = new BlobUriBuilder(blob.Uri) { Sas = builder.ToSasQueryParameters(await DelegatedAsync(builder.ExpiresOn, cancellationToken), calls.Location.Account) }.ToUri();
        else
            throw new ObjectStoreException(ObjectStorageErrors.Unsupported, $"{calls.Store} can't sign requests: its connection string has a shared access signature instead of the account's key. Give one with AccountKey, or use an identity.");
        return new PresignedRequest { Method = method, Url = url, Headers = headers, ExpiresAt = builder.ExpiresOn };
    }

    private async Task<UserDelegationKey> DelegatedAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (_delegated is { } known && known.SignedExpiresOn >= until)
            return known;
        var now = calls.Options.TimeProvider.GetUtcNow();
        var expires = until + s_spare < now + s_longest ? until + s_spare : now + s_longest;
        var answer = await calls.AskAsync(() => calls.Service.GetUserDelegationKeyAsync(startsOn: null, expires, cancellationToken), cancellationToken);
        return _delegated = answer.Value;
    }
}
