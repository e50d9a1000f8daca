using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>Says what an answer or a failed connection means. Messages carry the service's code alone: the SDK's own texts quote headers.</summary>
internal static class AzureFailure
{
    public static bool IsMissing(RequestFailedException exception) =>
        exception.Status == 404 && exception.ErrorCode != BlobErrorCode.ContainerNotFound && exception.ErrorCode != BlobErrorCode.ContainerBeingDeleted;

    public static bool IsTaken(RequestFailedException exception) =>
        exception.Status == 412 || exception.ErrorCode == BlobErrorCode.BlobAlreadyExists;

    /// <summary>The store's exception; null for what isn't the store's affair.</summary>
    public static ObjectStoreException? Explain(string store, Exception exception) => exception switch
    {
        ObjectStoreException explained => explained,
        RequestFailedException { Status: > 0 } answer => Explain(store, answer),
        CredentialUnavailableException or AuthenticationFailedException => new ObjectStoreException(ObjectStorageErrors.Denied, $"{store} can't be asked: there is no identity here, or it gets no token. Give an account key or connection string, or run where Azure gives an identity (az login, workload identity, managed identity).", exception),
        OperationCanceledException or TimeoutException => new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{store} didn't answer in time.", exception) { IsTransient = true },
        RequestFailedException or AggregateException or HttpRequestException or IOException => new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{store} can't be reached: {Innermost(exception).Message}", exception) { IsTransient = true },
        _ => null,
    };

    private static ObjectStoreException Explain(string store, RequestFailedException exception)
    {
        var code = exception.ErrorCode ?? $"{exception.Status}";
        if (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
            return new ObjectStoreException(ObjectStorageErrors.NoContainer, $"{store} doesn't exist. Create the container, or correct its name.", exception);
        if (exception.Status is 401 or 403)
            return new ObjectStoreException(ObjectStorageErrors.Denied, $"{store} refused: {code}. Check the credentials, the role (Storage Blob Data Contributor), the account's network rules, and this machine's clock.", exception);
        if (exception.Status >= 500 || exception.Status is 429 or 408 || exception.ErrorCode == BlobErrorCode.ContainerBeingDeleted)
            return new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{store} can't answer at the moment: {code}.", exception) { IsTransient = true };
        return new ObjectStoreException(ObjectStorageErrors.Refused, $"{store} refused: {code}.", exception);
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}
