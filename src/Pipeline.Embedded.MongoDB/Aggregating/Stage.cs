using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>A stage of a pipeline: it takes documents in and gives documents out, and changes none of those it took.</summary>
internal abstract class Stage
{
    /// <summary>As it was given, <c>{$name: …}</c>; explain shows it.</summary>
    public required BsonDocument Specification { get; init; }

    public string Name => Specification.GetElement(0).Name;

    public virtual StageTraits Traits => StageTraits.None;

    /// <summary>Runs as its output is read: what isn't read isn't done.</summary>
    public abstract IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server);
}
