using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>Find's <c>$meta</c>. The server keeps none of the metadata of a text or geospatial search, so those are refused; the rest is missing.</summary>
internal sealed class DocumentMetadata : Expression
{
    private DocumentMetadata()
    {
    }

    public static DocumentMetadata Parse(BsonValue argument)
    {
        if (argument is not BsonString { Value: var name })
            throw new CommandException(17307, "$meta only supports string arguments");
        return name switch
        {
            "indexKey" or "recordId" or "sortKey" => new DocumentMetadata(),
            "textScore" => throw new CommandException(40218, "query requires text score metadata, but it is not available"),
            "geoNearDistance" => throw new CommandException(40218, "query requires $geoNear distance metadata, but it is not available"),
            "geoNearPoint" => throw new CommandException(40218, "query requires $geoNear point metadata, but it is not available"),
            "searchScore" or "searchHighlights" or "randVal" or "vectorSearchScore" =>
                throw new CommandException(40218, $"query requires {name} metadata, but it is not available"),
            _ => throw new CommandException(17308, $"Unsupported argument to $meta: {name}"),
        };
    }

    public override BsonValue? Evaluate(EvaluationScope scope) => null;
}
