using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Projecting;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary><c>findAndModify</c>: updates or deletes one document, and answers with it as it was or is.</summary>
internal sealed class FindAndModifyCommand : Command
{
    public override string Name => "findAndModify";

    public override IReadOnlyList<string> Aliases => ["findandmodify"];

    public override CommandTraits Traits => CommandTraits.InTransactions | CommandTraits.Writes | CommandTraits.Retryable;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var statement = Parse(request);
        if (request.IsRetryable && request.Session!.Answer is { } before)
            return new BsonDocument(before) { { "retriedStmtId", StatementId(request) } };

        var context = new WriteContext(request, request.Body.Flag("bypassDocumentValidation"), cancellationToken);
        return await request.WriteAsync(
            batch =>
            {
                batch.StatementId = request.IsRetryable ? StatementId(request) : null;
                var reply = statement.Run(batch, context);
                if (!request.IsRetryable)
                    return reply;
                var answer = new BsonDocument(reply);
                batch.Answer = answer;
                batch.WhenPublished(() => request.Session!.Answer = answer);
                return reply;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static int StatementId(CommandRequest request) => request.Body.Document.TryGetValue("stmtId", out var id) ? id.ToInt32() : 0;

    private static FindAndModify Parse(CommandRequest request)
    {
        var body = request.Body;
        var statement = new FindAndModify
        {
            Namespace = request.Namespace,
            Selection = new Selection
            {
                Filter = body.Object("query") ?? [],
                Sort = body.Object("sort"),
                Collation = body.Object("collation"),
                Hint = body.Value("hint"),
                Let = body.Object("let"),
            },
            Modification = body.Value("update"),
            ArrayFilters = body.Array("arrayFilters"),
            Fields = body.Object("fields"),
            IsRemoval = body.Flag("remove"),
            IsUpsert = body.Flag("upsert"),
            AnswersNew = body.Flag("new"),
        };
        _ = body.Value("bypassDocumentValidation");
        _ = body.Value("sampleId");
        body.RejectUnknown();
        return statement.RequireSensible();
    }
}
