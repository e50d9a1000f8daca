using MongoDB.Bson;
using MongoDB.Driver.GridFS;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.GridFS.GridFSBucket>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class BucketOperations
{
    public static IReadOnlyDictionary<string, Operation<GridFSBucket>> Operations { get; } = new Dictionary<string, Operation<GridFSBucket>>
    {
        ["delete"] = DeleteAsync,
        ["download"] = async (call, cancellationToken) => new BsonBinaryData(await call.Target.DownloadAsBytesAsync(Id(call), cancellationToken: cancellationToken)),
        ["downloadByName"] = DownloadByNameAsync,
        ["drop"] = DropAsync,
        ["rename"] = RenameAsync,
        ["upload"] = UploadAsync,
    };

    private static ObjectId Id(Call call) => call.Arguments.Required("id").AsObjectId;

    private static async Task<object?> DeleteAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Target.DeleteAsync(Id(call), cancellationToken);
        return null;
    }

    private static async Task<object?> DropAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Target.DropAsync(cancellationToken);
        return null;
    }

    private static async Task<object?> RenameAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Target.RenameAsync(Id(call), call.Arguments.Text("newFilename"), cancellationToken);
        return null;
    }

    private static async Task<object?> DownloadByNameAsync(Call call, CancellationToken cancellationToken)
    {
        var options = new GridFSDownloadByNameOptions { Revision = call.Arguments.OptionalInt32("revision") ?? -1 };
        return new BsonBinaryData(await call.Target.DownloadAsBytesByNameAsync(call.Arguments.Text("filename"), options, cancellationToken));
    }

    private static async Task<object?> UploadAsync(Call call, CancellationToken cancellationToken)
    {
        // The driver computes no MD5 any more, so there is none to disable.
        call.Arguments.Ignore("disableMD5");
        var source = Convert.FromHexString(call.Arguments.Document("source")["$$hexBytes"].AsString);
        var options = new GridFSUploadOptions { ChunkSizeBytes = call.Arguments.OptionalInt32("chunkSizeBytes"), Metadata = call.Arguments.OptionalDocument("metadata") };
        return new BsonObjectId(await call.Target.UploadFromBytesAsync(call.Arguments.Text("filename"), source, options, cancellationToken));
    }
}
