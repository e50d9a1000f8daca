using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$top</c>, <c>$topN</c>, <c>$bottom</c> and <c>$bottomN</c>: <c>{sortBy: …, output: …, n: …}</c>.</summary>
internal static class RankedAccumulators
{
    public static bool Knows(string name) => name is "$top" or "$topN" or "$bottom" or "$bottomN";

    public static Accumulation Parse(string name, BsonValue argument, ParseScope scope)
    {
        if (argument is not BsonDocument document)
            throw new CommandException(5788001, $"specification must be an object; found {name}: {ShellText.Of(argument)}");
        var isMany = name.EndsWith('N');
        foreach (var element in document)
        {
            if (element.Name is not ("sortBy" or "output") && !(isMany && element.Name == "n"))
                throw new CommandException(5788002, $"Unknown argument to {name} '{element.Name}'");
        }

        if (isMany && !document.Contains("n"))
            throw new CommandException(5788003, "Missing value for 'n'");
        if (!document.TryGetValue("output", out var output))
            throw new CommandException(5788004, "Missing value for 'output'");
        if (!document.TryGetValue("sortBy", out var sortBy))
            throw new CommandException(5788005, "Missing value for 'sortBy'");
        if (sortBy is not BsonDocument pattern)
            throw new CommandException(10065, "invalid parameter: expected an object (sortBy)");

        var sort = SortPattern.Parse(pattern);
        var value = scope.Parse(output);
        var count = isMany ? scope.Parse(document["n"]) : new ConstantExpression(new BsonInt32(1));
        return new Accumulation
        {
            // What is sorted by goes along with what is put out: [output, key, key…].
            Input = new DelegateExpression(evaluation => Keyed(value.Evaluate(evaluation), sort.Key(evaluation.Root, evaluation.Settings.Order))),
            Create = group => Start(name, sort, CountedAccumulators.ReadCount(count.Evaluate(group)), isMany, group.Settings.Order),
        };
    }

    private static BsonArray Keyed(BsonValue? output, BsonValue?[] key)
    {
        var keyed = new BsonArray(key.Length + 1) { output ?? BsonNull.Value };
        foreach (var part in key)
            keyed.Add(part ?? BsonNull.Value);
        return keyed;
    }

    private static BestNAccumulator Start(string name, SortPattern sort, long count, bool isMany, BsonOrder order)
    {
        var sign = name.StartsWith("$top", StringComparison.Ordinal) ? 1 : -1;
        return new BestNAccumulator(
            count,
            Comparer<BsonValue?>.Create((left, right) => sign * sort.CompareKeyed((BsonArray)left!, (BsonArray)right!, order)),
            _ => true,
            kept =>
            {
                var outputs = kept.Select(keyed => keyed[0]);
                if (!isMany)
                    return outputs.FirstOrDefault();
                return new BsonArray(sign > 0 ? outputs : outputs.Reverse());
            });
    }
}
