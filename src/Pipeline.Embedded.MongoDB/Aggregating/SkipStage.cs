using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$skip</c>.</summary>
internal sealed class SkipStage(long count) : Stage
{
    public long Count => count;

    public static SkipStage Parse(BsonDocument specification) =>
        new(LimitStage.Read(specification, "$skip", 5107200)) { Specification = specification };

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var left = count;
        foreach (var document in input)
        {
            if (left-- <= 0)
                yield return document;
        }
    }
}
