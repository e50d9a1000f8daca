using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>Find's positional projection <c>a.$</c>: of the first array on the path only the element that the filter matched.</summary>
internal sealed class PositionalElement(string path)
{
    private readonly string[] _names = path.Split('.');

    public BsonDocument Apply(BsonDocument document, string? positionalIndex) => (BsonDocument)Select(document, 0, positionalIndex);

    private BsonValue Select(BsonValue value, int depth, string? positionalIndex)
    {
        if (value is BsonArray array)
            return new BsonArray { Matched(array, positionalIndex) };
        if (value is not BsonDocument document || depth == _names.Length || document.IndexOfName(_names[depth]) is var index && index < 0)
            return value;
        var copy = new BsonDocument(allowDuplicateNames: true);
        copy.AddRange(document);
        copy[index] = Select(document[index], depth + 1, positionalIndex);
        return copy;
    }

    private static BsonValue Matched(BsonArray array, string? positionalIndex)
    {
        if (positionalIndex is null)
        {
            throw new CommandException(51246, "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching "
                + "element in the array");
        }

        return int.TryParse(positionalIndex, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Count
            ? array[index]
            : throw new CommandException(51247, "Executor error during find command :: caused by :: positional operator '.$' element mismatch");
    }
}
