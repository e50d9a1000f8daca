using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// The values that a filter looks at for a path: arrays on the way are passed through, each element of an array at the end counts and so
/// does the array itself (unless <c>expandLast</c> is false: then only the array itself), and a field that isn't there counts once as
/// missing. A part that is a number is tried both as a position and as a field's name. Source: https://www.mongodb.com/docs/manual/tutorial/query-array-of-documents/.
/// </summary>
internal static class PathValues
{
    /// <typeparam name="TVisitor">A struct, so that the walk costs no allocation.</typeparam>
    /// <returns>Whether the visitor ended the walk.</returns>
    public static bool Visit<TVisitor>(BsonDocument document, FieldPath path, bool expandLast, ref TVisitor visitor)
        where TVisitor : struct, IPathVisitor, allows ref struct
    {
        if (path.Length == 1)
        {
            var found = document.TryGetValue(path[0], out var value);
            return found && value is BsonArray array && expandLast
                ? VisitElements(array, ref visitor)
                : visitor.Visit(found ? value : null, -1);
        }

        return VisitDocument(document, path, 0, expandLast, -1, ref visitor);
    }

    private static bool VisitDocument<TVisitor>(BsonDocument document, FieldPath path, int part, bool expandLast, int position, ref TVisitor visitor)
        where TVisitor : struct, IPathVisitor, allows ref struct
    {
        while (true)
        {
            if (!document.TryGetValue(path[part], out var value))
                return visitor.Visit(null, position);

            var last = part == path.Length - 1;
            if (value is BsonArray array)
            {
                if (!last)
                    return VisitArray(array, path, part + 1, expandLast, position, ref visitor);

                return expandLast ? VisitElements(array, ref visitor, position) : visitor.Visit(array, position);
            }

            if (last)
                return visitor.Visit(value, position);

            if (value is not BsonDocument inner)
                return visitor.Visit(null, position);

            document = inner;
            part++;
        }
    }

    // The position in the outermost array that was passed through, not in the inner ones, is what a positional update means.
    private static bool VisitArray<TVisitor>(BsonArray array, FieldPath path, int part, bool expandLast, int outer, ref TVisitor visitor)
        where TVisitor : struct, IPathVisitor, allows ref struct
    {
        var wanted = path.PositionAt(part);
        var last = part == path.Length - 1;
        for (var index = 0; index < array.Count; index++)
        {
            var element = array[index];
            var position = outer >= 0 ? outer : index;
            if (element is BsonDocument document && VisitDocument(document, path, part, expandLast, position, ref visitor))
                return true;

            if (index != wanted)
                continue;

            if (last)
            {
                // An array that is named by its position counts as a whole.
                if (visitor.Visit(element, position))
                    return true;
            }
            else if (element is BsonDocument named)
            {
                if (VisitDocument(named, path, part + 1, expandLast, outer, ref visitor))
                    return true;
            }
            else if (element is BsonArray inner && VisitArray(inner, path, part + 1, expandLast, outer, ref visitor))
            {
                return true;
            }
        }

        return false;
    }

    private static bool VisitElements<TVisitor>(BsonArray array, ref TVisitor visitor, int outer = -1)
        where TVisitor : struct, IPathVisitor, allows ref struct
    {
        for (var index = 0; index < array.Count; index++)
        {
            if (visitor.Visit(array[index], outer >= 0 ? outer : index))
                return true;
        }

        return visitor.Visit(array, outer);
    }

    /// <summary>The values that <c>distinct</c> counts: as a filter sees them, but for an array at the end only its elements, and no missing ones.</summary>
    public static IEnumerable<BsonValue> Distinct(BsonDocument document, FieldPath path) => Distinct(document, path, 0);

    private static IEnumerable<BsonValue> Distinct(BsonValue value, FieldPath path, int part)
    {
        if (part == path.Length)
            return value is BsonArray leaf ? leaf : [value];

        return value switch
        {
            BsonDocument document => document.TryGetValue(path[part], out var inner) ? Distinct(inner, path, part + 1) : [],
            BsonArray array when path.PositionAt(part) is >= 0 and var position =>
                position < array.Count ? Distinct(array[position], path, part + 1) : [],
            BsonArray array => array.OfType<BsonDocument>().SelectMany(element => Distinct(element, path, part)),
            _ => [],
        };
    }
}
