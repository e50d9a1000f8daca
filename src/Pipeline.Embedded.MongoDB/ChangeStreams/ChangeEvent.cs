using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>An event, before the pipeline has had it.</summary>
internal sealed record ChangeEvent(ResumeToken Token, BsonDocument Document)
{
    /// <summary>The invalidation that follows it and ends the stream. Default none.</summary>
    public ChangeEvent? Invalidation { get; init; }

    /// <summary>A document before or after the change is required and isn't there. It is an error only if the pipeline lets the event through.</summary>
    public CommandException? MissingImage { get; init; }

    /// <summary>About how long it is: what it was made of.</summary>
    public long Bytes { get; init; }
}
