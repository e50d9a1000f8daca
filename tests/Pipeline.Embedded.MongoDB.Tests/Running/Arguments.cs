using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>Named values of an operation or an entity. One that nobody reads is an error: the format says that an argument is never passed over.</summary>
internal sealed class Arguments(string owner, BsonDocument values, EntityMap entities)
{
    private readonly HashSet<string> unread = [.. values.Names];

    public void AssertAllRead()
    {
        if (unread.Count > 0)
            throw new UnsupportedByRunnerException($"The runner or the driver has no argument {string.Join(", ", unread)} of {owner}.");
    }

    public void Ignore(string name) => unread.Remove(name);

    public BsonValue? Optional(string name)
    {
        unread.Remove(name);
        return values.TryGetValue(name, out var value) ? value : null;
    }

    public BsonValue Required(string name) => Optional(name) ?? throw new SpecificationFailedException($"{owner} needs the argument '{name}'.");

    public string Text(string name) => Required(name).AsString;

    public string? OptionalText(string name) => Optional(name)?.AsString;

    public IReadOnlySet<string> Texts(string name) => Optional(name) is BsonArray array ? array.Select(x => x.AsString).ToHashSet() : [];

    public BsonDocument Document(string name) => Required(name).AsBsonDocument;

    public BsonDocument? OptionalDocument(string name) => Optional(name)?.AsBsonDocument;

    public IReadOnlyList<BsonDocument> Documents(string name) => [.. Required(name).AsBsonArray.Select(x => x.AsBsonDocument)];

    public bool? OptionalBoolean(string name) => Optional(name)?.AsBoolean;

    public int? OptionalInt32(string name) => Optional(name)?.ToInt32();

    public long? OptionalInt64(string name) => Optional(name)?.ToInt64();

    public TimeSpan? Milliseconds(string name) => Optional(name) is { } value ? TimeSpan.FromMilliseconds(value.ToDouble()) : null;

    public TimeSpan? Seconds(string name) => Optional(name) is { } value ? TimeSpan.FromSeconds(value.ToDouble()) : null;

    public Collation? Collation() => CommonOptions.Collation(Optional("collation"));

    public ReadConcern? ReadConcern() => CommonOptions.ReadConcern(Optional("readConcern"));

    public WriteConcern? WriteConcern() => CommonOptions.WriteConcern(Optional("writeConcern"));

    public ReadPreference? ReadPreference() => CommonOptions.ReadPreference(Optional("readPreference"));

    public IClientSessionHandle? Session() => OptionalText("session") is { } name ? entities.Get<SessionEntity>(name).Session : null;

    public FilterDefinition<BsonDocument> Filter() => Document("filter");

    /// <summary>An update document or pipeline.</summary>
    public UpdateDefinition<BsonDocument> Update() => Required("update") switch
    {
        BsonArray stages => Builders<BsonDocument>.Update.Pipeline(new BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument>(stages.Select(x => x.AsBsonDocument))),
        var document => document.AsBsonDocument,
    };

    public SortDefinition<BsonDocument>? Sort() => OptionalDocument("sort") is { } sort ? sort : null;

    public ProjectionDefinition<BsonDocument, BsonDocument>? Projection() => OptionalDocument("projection") is { } projection ? projection : null;

    public IEnumerable<ArrayFilterDefinition>? ArrayFilters() =>
        Optional("arrayFilters") is BsonArray filters ? [.. filters.Select(x => new BsonDocumentArrayFilterDefinition<BsonDocument>(x.AsBsonDocument))] : null;

    public PipelineDefinition<TInput, BsonDocument> Pipeline<TInput>() =>
        new BsonDocumentStagePipelineDefinition<TInput, BsonDocument>((Optional("pipeline") as BsonArray ?? []).Select(x => x.AsBsonDocument));
}
