using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$densify</c>: documents for the values of a field that are missing between others.</summary>
internal sealed class DensifyStage(DensifySpecification densify) : Stage
{
    private const int MostGenerated = 500_000;

    public static DensifyStage Parse(BsonDocument specification) => new(DensifySpecification.Parse(specification[0])) { Specification = specification };

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var order = BsonOrder.Simple;
        var all = input.Select(document => (Document: document, Value: Read(document)))
            .OrderBy(pair => pair.Value, order)
            .ToArray();
        var dense = all.Where(pair => pair.Value is not null).ToArray();
        foreach (var (document, value) in all)
        {
            if (value is null)
                yield return document;
        }

        if (dense.Length == 0 && !densify.IsBounded)
            yield break;
        var (least, most) = densify.IsBounded
            ? (densify.Lower!, densify.Upper!)
            : dense.Length > 0 ? (dense[0].Value!, dense[^1].Value!) : (BsonNull.Value, BsonNull.Value);
        var generated = 0;
        foreach (var partition in Partitions(dense))
        {
            var documents = partition.ToArray();
            var (from, to) = densify.IsByPartition ? (documents[0].Value!, documents[^1].Value!) : (least, most);
            foreach (var document in Fill((BsonArray)partition.Key!, documents, from, to))
            {
                if (document.IsNew && ++generated > MostGenerated)
                    throw new CommandException(5897900, $"Generated {generated} documents in $densify, which is over the limit of {MostGenerated}. Increase the 'internalQueryMaxAllowedDensifyDocs' parameter to allow more generated documents");
                yield return document.Document;
            }
        }
    }

    private IEnumerable<(BsonDocument Document, bool IsNew)> Fill(BsonArray key, (BsonDocument Document, BsonValue? Value)[] documents, BsonValue from, BsonValue to)
    {
        var order = BsonOrder.Simple;
        var next = 0;
        var steps = 0L;
        while (true)
        {
            var value = densify.Step(from, steps++);
            // Bounds that are given leave out their end; the greatest value that is there ends a full range.
            if (order.Compare(value, to) is var compared && (densify.IsBounded ? compared >= 0 : compared > 0))
                break;
            while (next < documents.Length && order.Compare(documents[next].Value, value) < 0)
                yield return (documents[next++].Document, false);
            if (next < documents.Length && order.Equals(documents[next].Value, value))
            {
                while (next < documents.Length && order.Equals(documents[next].Value, value))
                    yield return (documents[next++].Document, false);
            }
            else
            {
                yield return (Generate(key, value), true);
            }
        }

        while (next < documents.Length)
            yield return (documents[next++].Document, false);
    }

    private BsonDocument Generate(BsonArray key, BsonValue value)
    {
        var document = new BsonDocument();
        for (var index = 0; index < densify.PartitionBy.Count; index++)
        {
            if (key[index].BsonType != BsonType.Undefined)
                document = DocumentPath.With(document, densify.PartitionBy[index], key[index]);
        }

        return DocumentPath.With(document, densify.Field, value);
    }

    private IEnumerable<IGrouping<BsonValue?, (BsonDocument Document, BsonValue? Value)>> Partitions((BsonDocument Document, BsonValue? Value)[] documents)
    {
        if (documents.Length == 0)
            return [new EmptyPartition()];
        return documents.GroupBy(
            BsonValue? (pair) => new BsonArray(densify.PartitionBy.Select(path => DocumentPath.Get(pair.Document, path) ?? BsonUndefined.Value)),
            BsonOrder.Simple);
    }

    private BsonValue? Read(BsonDocument document)
    {
        var value = DocumentPath.Get(document, densify.Field);
        if (Numbers.IsNullish(value))
            return null;
        if (densify.Unit is null && !Numbers.IsNumber(value))
            throw new CommandException(5733201, "Densify field type must be numeric");
        if (densify.Unit is not null && value is not BsonDateTime)
            throw new CommandException(6053600, "Encountered non-date value in a collection when densifying with a date unit");
        return value;
    }

    private sealed class EmptyPartition : List<(BsonDocument Document, BsonValue? Value)>, IGrouping<BsonValue?, (BsonDocument Document, BsonValue? Value)>
    {
        public BsonValue? Key { get; } = new BsonArray();
    }
}
