using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Pipeline.ObjectStorage.S3;

/// <summary>Says what an answer or a failed connection means. Messages carry the service's code and text, which hold no credentials.</summary>
internal static class S3Failure
{
    private static readonly string[] s_transientCodes = ["SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "Throttling", "ThrottlingException", "RequestLimitExceeded", "OperationAborted", "ConditionalRequestConflict", "503", "500"];

    public static bool IsMissing(AmazonServiceException exception) => exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket";

    public static bool IsPrecondition(AmazonServiceException exception) => exception.StatusCode == HttpStatusCode.PreconditionFailed;

    /// <summary>The store's exception; null for what isn't the store's affair.</summary>
    public static ObjectStoreException? Explain(string store, Exception exception) => exception switch
    {
        ObjectStoreException explained => explained,
        AmazonServiceException answer => Explain(store, answer),
        AmazonClientException client when IsConnection(client) => Unavailable(store, client),
        AmazonClientException client => new ObjectStoreException(ObjectStorageErrors.Denied, $"{store} can't be asked: {client.Message}", client),
        OperationCanceledException or TimeoutException => new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{store} didn't answer in time.", exception) { IsTransient = true },
        HttpRequestException or IOException => Unavailable(store, exception),
        _ => null,
    };

    private static ObjectStoreException Explain(string store, AmazonServiceException exception)
    {
        var code = string.IsNullOrEmpty(exception.ErrorCode) ? $"{(int)exception.StatusCode}" : exception.ErrorCode;
        var refusal = $"{store} refused: {code}{(exception.Message.Length > 0 ? $": {exception.Message}" : "")}";
        if (code == "NoSuchBucket")
            return new ObjectStoreException(ObjectStorageErrors.NoContainer, $"{store} doesn't exist. Create the bucket, or correct its name.", exception);
        if (exception.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return new ObjectStoreException(ObjectStorageErrors.Denied, $"{refusal} Check the credentials, what they allow, and this machine's clock.", exception);
        if (exception.StatusCode == HttpStatusCode.NotImplemented)
            return new ObjectStoreException(ObjectStorageErrors.Unsupported, $"{refusal} The server lacks this feature: another server has it, or other settings do without it (docs/FILE_STORAGE_SETUP.md).", exception);
        if ((int)exception.StatusCode >= 500 || exception.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || s_transientCodes.Contains(code))
            return new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{store} can't answer at the moment: {code}.", exception) { IsTransient = true };
        if (exception.StatusCode == 0 || IsConnection(exception))
            return Unavailable(store, exception);
        return new ObjectStoreException(ObjectStorageErrors.Refused, refusal, exception);
    }

    private static ObjectStoreException Unavailable(string store, Exception exception) =>
        new(ObjectStorageErrors.Unavailable, $"{store} can't be reached: {exception.Message}", exception) { IsTransient = true };

    private static bool IsConnection(Exception exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpRequestException or IOException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException)
                return true;
        }

        return false;
    }
}
