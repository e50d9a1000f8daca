using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>The options of <c>$changeStream</c>.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/operator/aggregation/changeStream/.</remarks>
internal sealed record ChangeStreamOptions
{
    public FullDocumentMode FullDocument { get; init; }

    public BeforeChangeMode FullDocumentBeforeChange { get; init; }

    public ResumeToken? ResumeAfter { get; init; }

    public ResumeToken? StartAfter { get; init; }

    public ulong? StartAtOperationTime { get; init; }

    public bool AllChangesForCluster { get; init; }

    public bool ShowExpandedEvents { get; init; }

    public bool ShowSystemEvents { get; init; }

    /// <summary>The token that the stream goes on from.</summary>
    public ResumeToken? Token => ResumeAfter ?? StartAfter;

    /// <exception cref="CommandException">An option is unknown, has no such value, or doesn't go with another.</exception>
    public static ChangeStreamOptions Parse(BsonDocument specification)
    {
        var body = new CommandBody("$changeStream", specification);
        var options = new ChangeStreamOptions
        {
            FullDocument = body.Text("fullDocument") switch
            {
                null or "default" => FullDocumentMode.Default,
                "updateLookup" => FullDocumentMode.UpdateLookup,
                "whenAvailable" => FullDocumentMode.WhenAvailable,
                "required" => FullDocumentMode.Required,
                var other => throw NotAValue("fullDocument", other),
            },
            FullDocumentBeforeChange = body.Text("fullDocumentBeforeChange") switch
            {
                null or "off" => BeforeChangeMode.Off,
                "whenAvailable" => BeforeChangeMode.WhenAvailable,
                "required" => BeforeChangeMode.Required,
                var other => throw NotAValue("fullDocumentBeforeChange", other),
            },
            ResumeAfter = ReadToken(body, "resumeAfter"),
            StartAfter = ReadToken(body, "startAfter"),
            StartAtOperationTime = body.Value("startAtOperationTime") switch
            {
                null => null,
                BsonTimestamp time => (ulong)time.Value,
                var other => throw body.WrongType("startAtOperationTime", other, "timestamp"),
            },
            AllChangesForCluster = body.Flag("allChangesForCluster"),
            ShowExpandedEvents = body.Flag("showExpandedEvents"),
            ShowSystemEvents = body.Flag("showSystemEvents"),
        };
        body.RejectUnknown();
        options.RequireOneStart();
        return options;
    }

    private void RequireOneStart()
    {
        if (ResumeAfter is not null && StartAfter is not null)
            throw new CommandException(50865, "Do not specify both 'resumeAfter' and 'startAfter' in a $changeStream stage");
        if (Token is not null && StartAtOperationTime is not null)
            throw new CommandException(40674, "Only one type of resume option is allowed, but multiple were found");
        if (ResumeAfter is { IsFromInvalidate: true })
            throw new CommandException(ServerError.InvalidResumeToken, "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification");
    }

    private static ResumeToken? ReadToken(CommandBody body, string field) => body.Object(field) is { } token ? ResumeToken.Parse(token) : null;

    private static CommandException NotAValue(string field, string value) =>
        new(ServerError.BadValue, $"Enumeration value '{value}' for field '$changeStream.{field}' is not a valid value.");
}
