using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary><c>explain</c>: how another command would be run.</summary>
internal sealed class ExplainCommand : SynchronousCommand
{
    public override string Name => "explain";

    public override CommandTraits Traits => CommandTraits.ReadConcern;

    protected override BsonDocument Run(CommandRequest request)
    {
        var inner = request.Body.Object(Name) ?? throw request.Body.Missing(Name);
        var verbosity = request.Body.Text("verbosity") ?? "allPlansExecution";
        if (verbosity is not ("queryPlanner" or "executionStats" or "allPlansExecution"))
            throw new CommandException(ServerError.BadValue, $"Enumeration value '{verbosity}' for field 'explain.verbosity' is not a valid value.");
        request.Body.RejectUnknown();
        if (inner.ElementCount == 0)
            throw new CommandException(ServerError.FailedToParse, "explain command requires a nested object");

        var name = inner.GetElement(0).Name;
        if (request.Server.Dispatcher.Find(name) is not { } command)
            throw new CommandException(ServerError.CommandNotFound, $"Explain failed due to unknown command: {name}");
        if (command is not IExplainable explainable)
            throw new CommandException(ServerError.IllegalOperation, $"Cannot explain cmd: {name}");

        return Reply(request, explainable.Explain(request.For(inner)), inner, verbosity);
    }

    public static BsonDocument Reply(CommandRequest request, Explanation explanation, BsonDocument command, string verbosity) =>
        explanation.ToReply(command, verbosity, ServerInfo(request.Server), request.CancellationToken);

    private static BsonDocument ServerInfo(ServerContext server) => new()
    {
        { "host", "127.0.0.1" },
        { "port", int.Parse(server.Address.AsSpan(server.Address.LastIndexOf(':') + 1), System.Globalization.CultureInfo.InvariantCulture) },
        { "version", "8.0.0" },
        { "gitVersion", "embedded" },
    };
}
