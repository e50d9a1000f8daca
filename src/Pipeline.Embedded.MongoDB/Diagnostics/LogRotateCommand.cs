using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>logRotate</c>: there is no log file, so there is nothing to do.</summary>
internal sealed class LogRotateCommand : SynchronousCommand
{
    public override string Name => "logRotate";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request) => [];
}
