using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary><c>configureFailPoint</c>: failures on request, for tests.</summary>
internal sealed class ConfigureFailPointCommand : SynchronousCommand
{
    public override string Name => "configureFailPoint";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var body = request.Body;
        var mode = body.Value("mode") ?? throw body.Missing("mode");
        var count = request.Server.FailPoints.Configure(body.Text(Name)!, mode, body.Object("data") ?? []);
        body.RejectUnknown();
        return new BsonDocument("count", count);
    }
}
