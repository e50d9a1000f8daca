using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>A command that waits for nothing.</summary>
internal abstract class SynchronousCommand : Command
{
    public sealed override Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken) => Task.FromResult(Run(request));

    protected abstract BsonDocument Run(CommandRequest request);
}
