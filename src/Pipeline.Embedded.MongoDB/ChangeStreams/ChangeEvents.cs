using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>Makes events of changes.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/change-events/.</remarks>
internal sealed class ChangeEvents(Store store, ChangeStreamScope scope, ChangeStreamOptions options)
{
    private readonly DocumentImages _images = new(store);

    /// <returns><see langword="null"/> where the stream doesn't tell of such a change.</returns>
    public ChangeEvent? Of(ChangeOperation operation) => operation.Kind switch
    {
        "i" => Document(operation, "insert", operation.Change, operation.Entry.GetValue("o2", null)?.AsBsonDocument ?? new BsonDocument("_id", operation.Change.GetValue("_id", BsonNull.Value))),
        "d" => Document(operation, "delete", null, operation.Change),
        "u" when operation.Change.Contains("$v") => Document(operation, "update", null, operation.Entry["o2"].AsBsonDocument),
        "u" => Document(operation, "replace", operation.Change, operation.Entry["o2"].AsBsonDocument),
        "c" when CommandChange.Of(operation) is { } command && IsShown(command) => Command(operation, command),
        _ => null,
    };

    private bool IsShown(CommandChange command)
    {
        if (command.IsExpanded && !options.ShowExpandedEvents)
            return false;
        if (command.OperationType == "dropDatabase")
            return scope.IncludesDatabase(command.Namespace.Database);
        return (scope.Includes(command.Namespace) && !(command.IsOfView && scope.Collection is not null)) || (command.Target is { } target && scope.Includes(target));
    }

    private ChangeEvent Document(ChangeOperation operation, string type, BsonDocument? fullDocument, BsonDocument key)
    {
        var document = Begin(operation, type, new BsonElement("documentKey", key), out var token);
        var bytes = (long)operation.Bytes;
        CommandException? missing = null;
        var isChangeOfExisting = type is "update" or "replace" or "delete";
        var before = isChangeOfExisting && (options.FullDocumentBeforeChange != BeforeChangeMode.Off || (type == "update" && options.FullDocument >= FullDocumentMode.WhenAvailable))
            ? _images.Before(operation)
            : null;
        if (fullDocument is not null)
            document.Add("fullDocument", fullDocument);
        else if (type == "update" && options.FullDocument != FullDocumentMode.Default)
            document.Add("fullDocument", (BsonValue?)After(operation, key, before) ?? BsonNull.Value);

        document.Add("ns", Describe(Namespace.Parse(operation.Entry["ns"].AsString)));
        document.Add("documentKey", key);
        if (type == "update")
        {
            var diff = operation.Change["diff"].AsBsonDocument;
            document.Add("updateDescription", options.ShowExpandedEvents ? UpdateDescription.ExpandedOf(diff) : UpdateDescription.Of(diff));
        }

        if (isChangeOfExisting && options.FullDocumentBeforeChange != BeforeChangeMode.Off)
            document.Add("fullDocumentBeforeChange", (BsonValue?)before ?? BsonNull.Value);
        if (before is not null || document.GetValue("fullDocument", BsonNull.Value) is BsonDocument)
            bytes += 2L * DocumentImages.MaxGrowth;

        if (isChangeOfExisting && options.FullDocumentBeforeChange == BeforeChangeMode.Required && before is null)
            missing = MissingImage("pre", document);
        else if (type == "update" && options.FullDocument == FullDocumentMode.Required && document["fullDocument"].IsBsonNull)
            missing = MissingImage("post", document);
        return new ChangeEvent(token, document) { MissingImage = missing, Bytes = bytes };
    }

    private BsonDocument? After(ChangeOperation operation, BsonDocument key, BsonDocument? before) => options.FullDocument == FullDocumentMode.UpdateLookup
        ? _images.Current(operation, key)
        : before is null ? null : DocumentDiff.Apply(before, operation.Change["diff"].AsBsonDocument);

    private ChangeEvent Command(ChangeOperation operation, CommandChange command)
    {
        var detail = command.Description is { } description ? new BsonElement("operationDescription", description) : (BsonElement?)null;
        var document = Begin(operation, command.OperationType, detail, out var token, command.Target);
        document.Add("ns", command.OperationType == "dropDatabase" ? new BsonDocument("db", command.Namespace.Database) : Describe(command.Namespace));
        if (options.ShowExpandedEvents)
        {
            if (detail is { } element)
                document.Add(element);
            if (command.StateBefore is { } before)
                document.Add("stateBeforeChange", before);
            if (command.NamespaceType is { } namespaceType)
                document.Add("nsType", namespaceType);
        }

        return new ChangeEvent(token, document)
        {
            Bytes = operation.Bytes,
            Invalidation = scope.EndsWith(command.OperationType) ? Invalidation(operation, command.OperationType, detail) : null,
        };
    }

    private static ChangeEvent Invalidation(ChangeOperation operation, string cause, BsonElement? detail)
    {
        var token = ResumeToken.Of(operation, cause, detail, isFromInvalidate: true);
        return new ChangeEvent(token, new BsonDocument
        {
            { "_id", token.ToBson() },
            { "operationType", "invalidate" },
            { "clusterTime", ClusterClock.ToBson(operation.Time) },
            { "wallTime", operation.WallTime },
        });
    }

    /// <summary>What all events begin with.</summary>
    private BsonDocument Begin(ChangeOperation operation, string type, BsonElement? detail, out ResumeToken token, Namespace? target = null)
    {
        token = ResumeToken.Of(operation, type, detail, isFromInvalidate: false);
        var document = new BsonDocument();
        if (target is { } renamed)
            document.Add("to", Describe(renamed));
        if (operation is { TransactionNumber: { } number, SessionId: { } session })
            document.Add("txnNumber", number).Add("lsid", session);
        document.Add("_id", token.ToBson());
        document.Add("operationType", type);
        document.Add("clusterTime", ClusterClock.ToBson(operation.Time));
        if (options.ShowExpandedEvents && operation.Collection is { } collection)
            document.Add("collectionUUID", Uuids.ToBson(collection));
        return document.Add("wallTime", operation.WallTime);
    }

    private static BsonDocument Describe(Namespace ns) => new() { { "db", ns.Database }, { "coll", ns.Collection } };

    private static CommandException MissingImage(string which, BsonDocument document) => new(
        ServerError.NoMatchingDocument,
        $"Change stream was configured to require a {which}-image for all update{(which == "pre" ? ", delete and replace" : "")} events, but the {which}-image was not found for event: {ShellText.Of(document)}");
}
