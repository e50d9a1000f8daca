using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Operations;

/// <summary>How much of each kind was asked of the server since it started: <c>serverStatus.opcounters</c>.</summary>
internal sealed class OperationCounters
{
    private long _inserts;
    private long _queries;
    private long _updates;
    private long _deletes;
    private long _getMores;
    private long _commands;
    private long _requests;

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Statements of a write command count one by one, as MongoDB counts them.</summary>
    public void Count(BsonDocument body, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> sequences)
    {
        Interlocked.Increment(ref _requests);
        switch (body.ElementCount == 0 ? "" : body.GetElement(0).Name)
        {
            case "insert":
                Interlocked.Add(ref _inserts, Statements(body, sequences, "documents"));
                break;
            case "update":
                Interlocked.Add(ref _updates, Statements(body, sequences, "updates"));
                break;
            case "delete":
                Interlocked.Add(ref _deletes, Statements(body, sequences, "deletes"));
                break;
            case "find":
                Interlocked.Increment(ref _queries);
                break;
            case "getMore":
                Interlocked.Increment(ref _getMores);
                break;
            default:
                Interlocked.Increment(ref _commands);
                break;
        }
    }

    public BsonDocument ToBson() => new()
    {
        { "insert", Interlocked.Read(ref _inserts) },
        { "query", Interlocked.Read(ref _queries) },
        { "update", Interlocked.Read(ref _updates) },
        { "delete", Interlocked.Read(ref _deletes) },
        { "getmore", Interlocked.Read(ref _getMores) },
        { "command", Interlocked.Read(ref _commands) },
    };

    private static int Statements(BsonDocument body, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> sequences, string field) =>
        sequences.TryGetValue(field, out var sequence) ? sequence.Count : body.GetValue(field, BsonNull.Value) is BsonArray statements ? statements.Count : 0;
}
