using System.Collections.Immutable;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>
/// Changes on top of a snapshot, with what the oplog will say of them. Nobody else sees them until the store publishes the batch.
/// </summary>
internal sealed class WriteBatch(Snapshot start, IWriteGuard guard, DateTime now) : ICollectionView
{
    private readonly Dictionary<Namespace, CollectionEditor?> _editors = [];
    private readonly List<LoggedOperation> _operations = [];
    private readonly List<Action> _whenPublished = [];

    public Snapshot Start { get; } = start;

    /// <summary>The wall clock, for what is made in this batch.</summary>
    public DateTime Now { get; } = now;

    public IReadOnlyList<LoggedOperation> Operations => _operations;

    /// <summary>Which statement of a retryable write is at work.</summary>
    public int? StatementId { get; set; }

    /// <summary>Whether documents before a change are kept, where their collection says so. Not when the log is replayed.</summary>
    public bool KeepsPreImages { get; init; } = true;

    public bool IsEmpty => _editors.Count == 0;

    public CollectionState? Find(Namespace ns) => _editors.TryGetValue(ns, out var editor) ? editor?.State : Start.Find(ns);

    public CollectionState? Head(Namespace ns) => _editors.TryGetValue(ns, out var editor) ? editor?.Head : Start.Find(ns);

    /// <summary>All collections as they are now.</summary>
    public IEnumerable<CollectionState> All() =>
        Start.Collections.Values.Where(x => !_editors.ContainsKey(x.Namespace)).Concat(_editors.Values.OfType<CollectionEditor>().Select(x => x.State));

    /// <summary>Where the batch is now, to come back to.</summary>
    public Mark Here() => new([.. _editors.Select(x => KeyValuePair.Create(x.Key, x.Value?.State))], _operations.Count);

    /// <summary>Takes back what was done since.</summary>
    public void BackTo(Mark mark)
    {
        _editors.Clear();
        foreach (var (ns, state) in mark.Collections)
            _editors[ns] = state is null ? null : new CollectionEditor(state, guard);
        _operations.RemoveRange(mark.Operations, _operations.Count - mark.Operations);
    }

    /// <summary>With all changes, at <paramref name="time"/>.</summary>
    public Snapshot ToSnapshot(ulong time)
    {
        if (_editors.Count == 0)
            return Start with { Time = time };

        var collections = Start.Collections.ToBuilder();
        foreach (var (ns, editor) in _editors)
        {
            if (editor is null)
                collections.Remove(ns);
            else
                collections[ns] = editor.State;
        }

        return new Snapshot { Collections = collections.ToImmutable(), Time = time };
    }

    public void Insert(Namespace ns, byte[] bytes, BsonDocument document)
    {
        Edit(ns).Insert(bytes, document);
        Log(ns, "i", bytes, Documents.IdOf(bytes), preImage: null);
    }

    /// <param name="ns">The collection.</param>
    /// <param name="recordId">Which record.</param>
    /// <param name="oldBytes">The record as it is.</param>
    /// <param name="before">The same, decoded.</param>
    /// <param name="after">As it shall be.</param>
    /// <param name="diff">What the log says of the change; <see langword="null"/> where it holds the whole document.</param>
    public void Replace(Namespace ns, long recordId, byte[] oldBytes, BsonDocument before, BsonDocument after, BsonDocument? diff)
    {
        var editor = Edit(ns);
        var bytes = Documents.Encode(after);
        if (bytes.Length > Documents.MaxBytes)
            throw new CommandException(ServerError.BSONObjectTooLarge, $"Resulting document after update is larger than {Documents.MaxBytes}");
        editor.Replace(recordId, before, bytes, after);
        var change = diff is null ? bytes : Documents.Encode(new BsonDocument { { "$v", 2 }, { "diff", diff } });
        Log(ns, "u", change, Documents.IdOf(oldBytes), PreImageOf(ns, oldBytes));
    }

    public void Delete(Namespace ns, long recordId, byte[] bytes, BsonDocument document)
    {
        Edit(ns).Delete(recordId, document);
        Log(ns, "d", Documents.IdOf(bytes), key: null, PreImageOf(ns, bytes));
    }

    /// <summary>So that a statement is refused or blocked before its first change.</summary>
    public void Claim(Namespace ns, long recordId, byte[] document) => Edit(ns).Claim(recordId, document);

    public CollectionState Create(Namespace ns, CollectionOptions options, Guid? uuid = null)
    {
        guard.ClaimCollection(ns, null);
        // The oplog's entries have no _id.
        var id = options.IsView || ns == Namespace.Oplog ? null : IdIndex(options);
        var created = new CollectionState
        {
            Namespace = ns,
            Uuid = uuid ?? Guid.NewGuid(),
            Options = options,
            Indexes = id is null ? [] : [new IndexState { Definition = id }],
        };
        _editors[ns] = new CollectionEditor(created, guard);
        LogCommand(ns, LoggedUuid(created), [new BsonElement("create", ns.Collection), .. options.Specification, .. id is null ? [] : new[] { new BsonElement("idIndex", id.Specification) }]);
        return created;
    }

    public void Drop(CollectionState collection)
    {
        guard.ClaimCollection(collection.Namespace, collection);
        _editors[collection.Namespace] = null;
        LogCommand(collection.Namespace, LoggedUuid(collection), [new BsonElement("drop", collection.Namespace.Collection)], collection.Records.Count);
    }

    public void Rename(CollectionState collection, Namespace target, CollectionState? dropped, bool stayTemporary = false)
    {
        guard.ClaimCollection(collection.Namespace, collection);
        guard.ClaimCollection(target, dropped);
        var editor = Edit(collection.Namespace);
        editor.Rename(target);
        _editors[collection.Namespace] = null;
        _editors[target] = editor;
        LogCommand(collection.Namespace, collection.Uuid, [
            new BsonElement("renameCollection", collection.Namespace.ToString()),
            new BsonElement("to", target.ToString()),
            new BsonElement("stayTemp", stayTemporary),
            .. dropped is null ? [] : new[] { new BsonElement("dropTarget", Uuids.ToBson(dropped.Uuid)) },
        ]);
    }

    public void CreateIndex(CollectionState collection, IndexDefinition definition)
    {
        guard.ClaimCollection(collection.Namespace, collection);
        Edit(collection.Namespace).AddIndex(definition);
        LogCommand(collection.Namespace, collection.Uuid, [new BsonElement("createIndexes", collection.Namespace.Collection), .. definition.Specification]);
    }

    public void DropIndex(CollectionState collection, IndexDefinition definition)
    {
        guard.ClaimCollection(collection.Namespace, collection);
        Edit(collection.Namespace).RemoveIndex(definition.Name);
        LogCommand(collection.Namespace, collection.Uuid, [new BsonElement("dropIndexes", collection.Namespace.Collection), new BsonElement("index", definition.Name)], definition.Specification);
    }

    /// <summary>Options of the collection and of one index, as <c>collMod</c> changes them.</summary>
    public void Modify(CollectionState collection, CollectionOptions? options, IndexDefinition? index, BsonDocument command, BsonDocument? before)
    {
        guard.ClaimCollection(collection.Namespace, collection);
        var editor = Edit(collection.Namespace);
        if (options is not null)
            editor.SetOptions(options);
        if (index is not null)
            editor.ChangeIndex(index.Name, index);
        LogCommand(collection.Namespace, LoggedUuid(collection), [new BsonElement("collMod", collection.Namespace.Collection), .. command], before);
    }

    public void LogDropDatabase(string database) => LogCommand(Namespace.Command(database), null, [new BsonElement("dropDatabase", 1)]);

    /// <summary>Into a collection whose writes nobody is told of, as the oplog itself.</summary>
    public void InsertUnlogged(Namespace ns, byte[] bytes, long? recordId) => Edit(ns).Append(bytes, recordId);

    /// <summary>What is to be done once the batch is published; not if it never is.</summary>
    public void WhenPublished(Action action) => _whenPublished.Add(action);

    /// <summary>What a retryable write answered that can't be told from the log, for when it is sent again after a restart.</summary>
    public BsonDocument? Answer { get; set; }

    public void OnPublished()
    {
        foreach (var action in _whenPublished)
            action();
    }

    public void DeleteUnlogged(Namespace ns, long recordId, BsonDocument document) => Edit(ns).Delete(recordId, document);

    private CollectionEditor Edit(Namespace ns)
    {
        if (_editors.TryGetValue(ns, out var editor) && editor is not null)
            return editor;
        var state = (editor is null && _editors.ContainsKey(ns) ? null : Start.Find(ns)) ?? throw new InvalidOperationException($"There is no collection {ns} in this batch.");
        return _editors[ns] = new CollectionEditor(state, guard);
    }

    /// <summary>A view has none in the log, as in MongoDB's: change streams know it by that.</summary>
    private static Guid? LoggedUuid(CollectionState collection) => collection.IsView ? null : collection.Uuid;

    private byte[]? PreImageOf(Namespace ns, byte[] bytes) => KeepsPreImages && Edit(ns).Head.Options.KeepsPreImages ? bytes : null;

    private void Log(Namespace ns, string kind, byte[] change, byte[]? key, byte[]? preImage)
    {
        if (ns.IsLogged)
            _operations.Add(new LoggedOperation(kind, ns, Edit(ns).Head.Uuid, change, key) { PreImage = preImage, StatementId = StatementId, IsReplicated = ns.IsReplicated });
    }

    private void LogCommand(Namespace ns, Guid? uuid, IEnumerable<BsonElement> command, BsonValue? before = null)
    {
        if (!ns.IsLogged)
            return;

        var key = before is null or BsonDocument ? (BsonDocument?)before : new BsonDocument("numRecords", before);
        _operations.Add(new LoggedOperation("c", Namespace.Command(ns.Database), uuid, Documents.Encode(new BsonDocument(command)), key is null ? null : Documents.Encode(key))
        {
            StatementId = StatementId,
            IsReplicated = ns.IsReplicated,
        });
    }

    private IndexDefinition IdIndex(CollectionOptions options)
    {
        var given = options.Specification.TryGetValue("clusteredIndex", out var clustered)
            ? new BsonDocument(clustered.AsBsonDocument) { { "clustered", true } }
            : new BsonDocument { { "key", new BsonDocument("_id", 1) }, { "name", IndexDefinition.IdName } };
        return IndexSpecification.Parse(given, options.Collation?.ToBson(), Now);
    }

    /// <summary>A moment of a batch.</summary>
    internal sealed record Mark(IReadOnlyList<KeyValuePair<Namespace, CollectionState?>> Collections, int Operations);
}
