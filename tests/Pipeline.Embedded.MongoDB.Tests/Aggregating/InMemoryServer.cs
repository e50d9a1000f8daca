using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Aggregating;

/// <summary>Collections as lists, with as much of a server around them as stages need.</summary>
internal sealed class InMemoryServer : IPipelineServer, IPipelineWriter
{
    private readonly Dictionary<string, List<BsonDocument>> _collections = [];

    public IPipelineWriter Writer => this;

    /// <summary>Paths that have an index.</summary>
    public HashSet<string> Indexed { get; } = [];

    /// <summary>Sets of fields that have a unique index, joined by commas.</summary>
    public HashSet<string> Unique { get; } = ["_id"];

    public List<PipelineInput> Reads { get; } = [];

    public List<BsonDocument> this[string collection] => _collections.TryGetValue(collection, out var found) ? found : _collections[collection] = [];

    public IEnumerable<BsonDocument> Find(string database, string collection, PipelineInput input, EvaluationSettings evaluation)
    {
        Reads.Add(input);
        var filter = Filter.Parse(input.Filter, new FilterOptions { Evaluation = evaluation });
        var found = this[collection].Where(filter.Matches);
        if (input.Sort is not null)
            found = SortPattern.Parse(input.Sort).Sort(found, document => document, evaluation.Order);
        return found.Skip((int)(input.Skip ?? 0)).Take((int)(input.Limit ?? int.MaxValue));
    }

    public bool HasIndexOn(string database, string collection, string path) => Indexed.Contains(path);

    public IEnumerable<BsonDocument> IndexStatistics(string database, string collection) => [new BsonDocument { { "name", "_id_" }, { "ns", $"{database}.{collection}" } }];

    public IEnumerable<BsonDocument> CollectionStatistics(string database, string collection, BsonDocument specification) => [new BsonDocument("count", this[collection].Count)];

    public IEnumerable<BsonDocument> CurrentOperations(BsonDocument specification) => [new BsonDocument("op", "command")];

    public IEnumerable<BsonDocument> ListSessions(BsonDocument specification, bool isLocal) => [new BsonDocument("local", isLocal)];

    public IEnumerable<BsonDocument> ListCatalog(string database, string? collection) => [new BsonDocument("db", database)];

    public bool Exists(string database, string collection) => _collections.ContainsKey(collection);

    public bool HasUniqueIndex(string database, string collection, IReadOnlyCollection<string> fields) => Unique.Contains(string.Join(',', fields));

    public BsonDocument? FindOne(string database, string collection, BsonDocument filter) => this[collection].Find(new Predicate<BsonDocument>(Filter.Parse(filter).Matches));

    public void Insert(string database, string collection, BsonDocument document)
    {
        if (this[collection].Any(stored => BsonOrder.Simple.Equals(stored["_id"], document["_id"])))
            throw new CommandException(ServerError.DuplicateKey, "E11000 duplicate key error");
        this[collection].Add(document);
    }

    public void Replace(string database, string collection, BsonValue id, BsonDocument document) =>
        this[collection][this[collection].FindIndex(stored => stored["_id"] == id)] = document;

    public void ReplaceCollection(string database, string collection, IEnumerable<BsonDocument> documents) => _collections[collection] = [.. documents];
}
