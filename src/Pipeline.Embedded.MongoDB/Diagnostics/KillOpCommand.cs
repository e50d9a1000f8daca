using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>killOp</c>. One that isn't there any more is no error.</summary>
internal sealed class KillOpCommand : SynchronousCommand
{
    public override string Name => "killOp";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var operation = request.Body.Number("op") ?? throw request.Body.Missing("op");
        request.Body.RejectUnknown();
        if (operation is > 0 and <= int.MaxValue)
            request.Server.Operations.Kill((int)operation);
        return new BsonDocument("info", "attempting to kill op");
    }
}
