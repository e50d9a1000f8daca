using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>Reads the <c>arrayFilters</c> of an update, each by the identifier that its fields begin with.</summary>
internal static class ArrayFilters
{
    public static Dictionary<string, Filter> Parse(UpdateOptions options)
    {
        var filters = new Dictionary<string, Filter>(StringComparer.Ordinal);
        foreach (var value in options.ArrayFilters ?? [])
        {
            if (value is not BsonDocument specification)
                throw new CommandException(ServerError.TypeMismatch, "Each array filter must be an object");
            var names = new List<string>();
            CollectNames(specification, names);
            if (names.Count == 0)
                throw new CommandException(ServerError.FailedToParse, "Cannot use an expression without a top-level field name in arrayFilters");
            if (names.Count > 1)
            {
                throw new CommandException(ServerError.FailedToParse,
                    $"Error parsing array filter :: caused by :: Expected a single top-level field name, found '{names[0]}' and '{names[1]}'");
            }

            if (!char.IsAsciiLetterLower(names[0].FirstOrDefault()) || !names[0].All(char.IsAsciiLetterOrDigit))
            {
                throw new CommandException(ServerError.BadValue, "Error parsing array filter :: caused by :: The top-level field name must be an "
                    + $"alphanumeric string beginning with a lowercase letter, found '{names[0]}'");
            }

            if (!filters.TryAdd(names[0], Filter.Parse(specification, new FilterOptions { Evaluation = options.Evaluation })))
                throw new CommandException(ServerError.FailedToParse, $"Found multiple array filters with the same top-level field name {names[0]}");
        }

        return filters;
    }

    private static void CollectNames(BsonDocument query, List<string> names)
    {
        foreach (var element in query)
        {
            if (element.Name is "$and" or "$or" or "$nor" && element.Value is BsonArray parts)
            {
                foreach (var part in parts.OfType<BsonDocument>())
                    CollectNames(part, names);
            }
            else if (!element.Name.StartsWith('$'))
            {
                var name = element.Name.Split('.')[0];
                if (!names.Contains(name))
                    names.Add(name);
            }
        }
    }
}
