using Pipeline.ObjectStorage.AzureBlob;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.GoogleCloud;
using Pipeline.ObjectStorage.Local;
using Pipeline.ObjectStorage.S3;

namespace Pipeline.ObjectStorage;

/// <summary>Opens the store at a location.</summary>
public static class ObjectStores
{
    /// <summary>A store at a location. Nothing is sent yet: <see cref="IObjectStore.PingAsync"/> tells whether it can be reached.</summary>
    /// <exception cref="ObjectStoreException">PIPE9206: the options don't fit the kind of store.</exception>
    public static IObjectStore Open(ObjectStoreLocation location, ObjectStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(location);
        options ??= new ObjectStoreOptions();
        if (options.PartBytes < MultipartLimits.MinPartBytes)
            throw Invalid(location, $"Parts of {options.PartBytes} bytes are too small: the services take no less than {MultipartLimits.MinPartBytes}.");
        return location.Kind switch
        {
            ObjectStoreKind.LocalDisk => new LocalObjectStore(location, options, Fitting<LocalPresigning>(location, options)),
            ObjectStoreKind.S3 => OpenS3(location, S3Clients.AtConfiguredEndpoint(options)),
            ObjectStoreKind.AzureBlob => new AzureObjectStore(location, options, AzureClients.Create(location, options, options.Credentials)),
            ObjectStoreKind.GoogleCloud => GoogleStores.Create(location, options, Fitting<AccessKeyCredentials>(location, options)),
            _ => throw Invalid(location, "There is no such kind of store."),
        };
    }

    private static S3ObjectStore OpenS3(ObjectStoreLocation location, ObjectStoreOptions options) =>
        new(location, options, S3Dialect.Of(options), S3Clients.Create(location, options, Fitting<AccessKeyCredentials>(location, options)));

    private static T? Fitting<T>(ObjectStoreLocation location, ObjectStoreOptions options)
        where T : ObjectStoreCredentials => options.Credentials switch
        {
            null => null,
            T fitting => fitting,
            var other => throw Invalid(location, $"{other.GetType().Name} doesn't fit; {typeof(T).Name} does."),
        };

    private static ObjectStoreException Invalid(ObjectStoreLocation location, string problem) => new(ObjectStorageErrors.InvalidOptions, $"The store {location} can't be opened. {problem}") { ExitCode = 2 };
}
