using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>profile</c>: there is no profiler, so its level is 0.</summary>
internal sealed class ProfileCommand : SynchronousCommand
{
    public override string Name => "profile";

    protected override BsonDocument Run(CommandRequest request)
    {
        if (request.Body.Number(Name) is > 0 and <= 2)
            throw new CommandException(ServerError.NotImplemented, "This embedded server has no profiler. Use a MongoDB server where one is needed.");
        return new BsonDocument { { "was", 0 }, { "slowms", 100 }, { "sampleRate", 1.0 } };
    }
}
