using Amazon.S3;
using Amazon.S3.Model;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Presigned requests of signature version 4: size, media type, metadata and encryption are signed headers.</summary>
internal sealed class S3Presigner(S3Calls calls)
{
    public async Task<PresignedRequest> PutAsync(string key, PresignPutOptions options)
    {
        PresignChecks.Put(key, options);
        var request = Request(key, HttpVerb.PUT, options.ExpiresIn);
        var headers = new Dictionary<string, string> { ["Content-Type"] = options.ContentType };
        request.ContentType = options.ContentType;
        request.Headers.ContentLength = options.LengthBytes;
        foreach (var (name, value) in options.Metadata)
        {
            request.Metadata[S3Descriptions.HeaderOf(name)] = value;
            headers[$"x-amz-meta-{S3Descriptions.HeaderOf(name)}"] = value;
        }

        if (calls.Options.KmsKeyId is { } keyId)
        {
            request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS;
            request.ServerSideEncryptionKeyManagementServiceKeyId = keyId;
            headers["x-amz-server-side-encryption"] = ServerSideEncryptionMethod.AWSKMS.Value;
            headers["x-amz-server-side-encryption-aws-kms-key-id"] = keyId;
        }

        return await SignAsync(request, "PUT", headers);
    }

    public async Task<PresignedRequest> GetAsync(string key, PresignGetOptions options)
    {
        PresignChecks.Get(key, options);
        var request = Request(key, HttpVerb.GET, options.ExpiresIn);
        request.ResponseHeaderOverrides.ContentDisposition = options.ContentDisposition;
        request.ResponseHeaderOverrides.ContentType = options.ContentType;
        return await SignAsync(request, "GET", new Dictionary<string, string>());
    }

    private GetPreSignedUrlRequest Request(string key, HttpVerb verb, TimeSpan expiresIn) => new()
    {
        BucketName = calls.Bucket,
        Key = calls.NameOf(key),
        Verb = verb,
        Protocol = calls.Options.Endpoint?.Scheme == Uri.UriSchemeHttp ? Protocol.HTTP : Protocol.HTTPS,
        Expires = (calls.Options.TimeProvider.GetUtcNow() + expiresIn).UtcDateTime,
    };

    private async Task<PresignedRequest> SignAsync(GetPreSignedUrlRequest request, string method, Dictionary<string, string> headers)
    {
        // Nothing is sent, but credentials may have to be fetched.
        var url = await calls.AskAsync(_ => calls.Client.GetPreSignedURLAsync(request), CancellationToken.None);
        return new PresignedRequest { Method = method, Url = new Uri(url), Headers = headers, ExpiresAt = new DateTimeOffset(request.Expires!.Value, TimeSpan.Zero) };
    }
}
