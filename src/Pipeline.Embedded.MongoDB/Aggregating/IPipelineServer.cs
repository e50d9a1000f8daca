using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>What stages need of the server around them.</summary>
internal interface IPipelineServer
{
    /// <summary>For stages that write.</summary>
    IPipelineWriter Writer { get; }

    /// <summary>Reads a collection (or view) by its indexes, for <c>$lookup</c>, <c>$graphLookup</c> and <c>$unionWith</c>. One that doesn't exist is empty.</summary>
    /// <param name="database">The database.</param>
    /// <param name="collection">The collection or view.</param>
    /// <param name="input">What is read of it.</param>
    /// <param name="evaluation">What the filter's expressions are evaluated with.</param>
    IEnumerable<BsonDocument> Find(string database, string collection, PipelineInput input, EvaluationSettings evaluation);

    /// <summary>Whether an equality on this path is answered by an index. Where not, <c>$lookup</c> reads the collection once and joins by hash.</summary>
    bool HasIndexOn(string database, string collection, string path);

    /// <summary><c>$indexStats</c>.</summary>
    IEnumerable<BsonDocument> IndexStatistics(string database, string collection);

    /// <summary><c>$collStats</c>.</summary>
    IEnumerable<BsonDocument> CollectionStatistics(string database, string collection, BsonDocument specification);

    /// <summary><c>$currentOp</c>.</summary>
    IEnumerable<BsonDocument> CurrentOperations(BsonDocument specification);

    /// <summary><c>$listSessions</c> and <c>$listLocalSessions</c>.</summary>
    IEnumerable<BsonDocument> ListSessions(BsonDocument specification, bool isLocal);

    /// <summary><c>$listCatalog</c>; without a collection, of all.</summary>
    IEnumerable<BsonDocument> ListCatalog(string database, string? collection);
}
