using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Matching;

/// <summary>The format's "Evaluating Matches". A missing actual value is null.</summary>
internal sealed class ValueMatcher(IEntityLookup entities)
{
    /// <summary>Throws <see cref="SpecificationFailedException"/> where they differ. A root document may have keys that aren't expected.</summary>
    public void Match(BsonValue expected, BsonValue? actual, bool isRoot, string path)
    {
        if (Operator(expected) is { } special)
        {
            MatchOperator(special, actual, isRoot, path);
            return;
        }

        if (actual is null)
            throw new SpecificationFailedException($"{path}: expected {expected}, but there is nothing.");
        switch (expected)
        {
            case BsonDocument document:
                MatchDocument(document, actual, isRoot, path);
                break;
            case BsonArray array:
                MatchArray(array, actual, elementsAreRoots: false, path);
                break;
            case var _ when !Equality.Flexible(expected, actual):
                throw new SpecificationFailedException($"{path}: expected {Shown(expected)}, got {Shown(actual)}.");
        }
    }

    /// <summary>The documents of an iterable result: each is a root document of its own.</summary>
    public void MatchRoots(BsonValue expected, BsonArray actual, string path)
    {
        if (expected is BsonArray array)
            MatchArray(array, actual, elementsAreRoots: true, path);
        else
            Match(expected, actual, isRoot: true, path);
    }

    private static BsonElement? Operator(BsonValue expected) =>
        expected is BsonDocument { ElementCount: 1 } document && document.GetElement(0) is var first && first.Name.StartsWith("$$", StringComparison.Ordinal) ? first : null;

    private void MatchDocument(BsonDocument expected, BsonValue actual, bool isRoot, string path)
    {
        if (actual is not BsonDocument document)
            throw new SpecificationFailedException($"{path}: expected the document {expected}, got {Shown(actual)}.");
        foreach (var element in expected)
        {
            var found = document.TryGetValue(element.Name, out var value) ? value : null;
            if (found is null && Operator(element.Value) is null)
                throw new SpecificationFailedException($"{path}: expected the field '{element.Name}' ({element.Value}), but {document} has none.");
            Match(element.Value, found, isRoot: false, $"{path}.{element.Name}");
        }

        if (!isRoot && document.Names.FirstOrDefault(x => !expected.Contains(x)) is { } extra)
            throw new SpecificationFailedException($"{path}: the field '{extra}' ({document[extra]}) wasn't expected.");
    }

    private void MatchArray(BsonArray expected, BsonValue actual, bool elementsAreRoots, string path)
    {
        if (actual is not BsonArray array)
            throw new SpecificationFailedException($"{path}: expected the array {expected}, got {Shown(actual)}.");
        if (array.Count != expected.Count)
            throw new SpecificationFailedException($"{path}: expected {expected.Count} elements, got {array.Count}: {array}.");
        for (var i = 0; i < array.Count; i++)
            Match(expected[i], array[i], elementsAreRoots, $"{path}[{i}]");
    }

    private void MatchOperator(BsonElement special, BsonValue? actual, bool isRoot, string path)
    {
        switch (special.Name)
        {
            case "$$exists":
                if (special.Value.AsBoolean != actual is not null)
                    throw new SpecificationFailedException(actual is null ? $"{path}: expected it to exist." : $"{path}: expected it not to exist, but it is {Shown(actual)}.");
                break;
            case "$$unsetOrMatches":
                if (actual is not null)
                    Match(special.Value, actual, isRoot, path);
                break;
            case "$$type":
                MatchType(special.Value, Present(actual, special, path), path);
                break;
            case "$$matchesEntity":
                Match(entities.Bson(special.Value.AsString), actual, isRoot, path);
                break;
            case "$$sessionLsid":
                MatchExactly(entities.SessionId(special.Value.AsString), Present(actual, special, path), path);
                break;
            case "$$matchesHexBytes":
                MatchBytes(Convert.FromHexString(special.Value.AsString), Present(actual, special, path), path);
                break;
            case "$$lte":
                if (Present(actual, special, path) is not { IsNumeric: true } number || number.ToDecimal128() > special.Value.ToDecimal128())
                    throw new SpecificationFailedException($"{path}: expected at most {special.Value}, got {Shown(actual!)}.");
                break;
            case "$$matchAsDocument":
                MatchText(special.Value, Present(actual, special, path), path);
                break;
            case "$$matchAsRoot":
                Match(special.Value, actual, isRoot: true, path);
                break;
            default:
                throw new UnsupportedByRunnerException($"{path}: the runner doesn't know the operator '{special.Name}'.");
        }
    }

    private static BsonValue Present(BsonValue? actual, BsonElement special, string path) =>
        actual ?? throw new SpecificationFailedException($"{path}: expected {special.Name} {special.Value}, but there is nothing.");

    private static void MatchType(BsonValue expected, BsonValue actual, string path)
    {
        var names = expected is BsonArray array ? [.. array.Select(x => x.AsString)] : new[] { expected.AsString };
        if (!names.Any(x => BsonTypeNames.Is(actual, x)))
            throw new SpecificationFailedException($"{path}: expected the type {string.Join(" or ", names)}, got {Shown(actual)}.");
    }

    private static void MatchExactly(BsonValue expected, BsonValue actual, string path)
    {
        if (!Equality.Exact(expected, actual))
            throw new SpecificationFailedException($"{path}: expected {Shown(expected)}, got {Shown(actual)}.");
    }

    private static void MatchBytes(byte[] expected, BsonValue actual, string path)
    {
        var bytes = actual is BsonBinaryData binary ? binary.Bytes : throw new SpecificationFailedException($"{path}: expected bytes, got {Shown(actual)}.");
        if (!expected.AsSpan().SequenceEqual(bytes))
            throw new SpecificationFailedException($"{path}: expected the bytes {Convert.ToHexString(expected)}, got {Convert.ToHexString(bytes)}.");
    }

    private void MatchText(BsonValue expected, BsonValue actual, string path)
    {
        if (actual is not BsonString text || !BsonDocument.TryParse(text.Value, out var document))
            throw new SpecificationFailedException($"{path}: expected a document as extended JSON, got {Shown(actual)}.");
        Match(expected, document, isRoot: false, path);
    }

    private static string Shown(BsonValue value) => $"{value} ({BsonTypeNames.Of(value.BsonType)})";
}
