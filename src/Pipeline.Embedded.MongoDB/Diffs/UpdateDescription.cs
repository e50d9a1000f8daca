using System.Globalization;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Diffs;

/// <summary>A diff as a change stream's event describes it, by dotted paths.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/change-events/update/.</remarks>
internal sealed class UpdateDescription
{
    private readonly BsonDocument _updated = new(allowDuplicateNames: true);
    private readonly BsonArray _removed = [];
    private readonly BsonArray _truncated = [];
    private readonly BsonDocument _disambiguated = [];

    /// <summary>The names and positions down to the place that is being described.</summary>
    private readonly BsonArray _path = [];

    /// <summary>How many of the path's names could be taken for several, or for a position of an array.</summary>
    private int _ambiguities;

    private UpdateDescription()
    {
    }

    public static BsonDocument Of(BsonDocument diff)
    {
        var description = new UpdateDescription();
        description.Describe(diff);
        return new BsonDocument
        {
            { "updatedFields", description._updated },
            { "removedFields", description._removed },
            { "truncatedArrays", description._truncated },
        };
    }

    /// <summary>The same with <c>disambiguatedPaths</c>, as <c>showExpandedEvents</c> asks for.</summary>
    public static BsonDocument ExpandedOf(BsonDocument diff)
    {
        var description = new UpdateDescription();
        description.Describe(diff);
        return new BsonDocument
        {
            { "updatedFields", description._updated },
            { "removedFields", description._removed },
            { "truncatedArrays", description._truncated },
            { "disambiguatedPaths", description._disambiguated },
        };
    }

    private void Describe(BsonDocument diff)
    {
        if (diff.ElementCount > 0 && diff.GetElement(0) is { Name: "a", Value: BsonBoolean })
        {
            DescribeArray(diff);
            return;
        }

        foreach (var section in diff)
        {
            if (section.Name[0] == 's')
            {
                Within(section.Name[1..], () => Describe((BsonDocument)section.Value));
                continue;
            }

            foreach (var field in (BsonDocument)section.Value)
            {
                Within(field.Name, () =>
                {
                    if (section.Name == "d")
                        _removed.Add(Path());
                    else
                        _updated.Add(Path(), field.Value);
                });
            }
        }
    }

    private void DescribeArray(BsonDocument diff)
    {
        foreach (var change in diff.Skip(1))
        {
            if (change.Name == "l")
            {
                _truncated.Add(new BsonDocument { { "field", Path() }, { "newSize", change.Value } });
                continue;
            }

            _path.Add(int.Parse(change.Name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture));
            if (change.Name[0] == 's')
                Describe((BsonDocument)change.Value);
            else
                _updated.Add(Path(), change.Value);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Within(string name, Action describe)
    {
        var isAmbiguous = name.Contains('.', StringComparison.Ordinal) || _path.Count > 0 && IsNumeric(name);
        _ambiguities += isAmbiguous ? 1 : 0;
        _path.Add(name);
        describe();
        _path.RemoveAt(_path.Count - 1);
        _ambiguities -= isAmbiguous ? 1 : 0;
    }

    private string Path()
    {
        var path = string.Join('.', _path);
        if (_ambiguities > 0)
            _disambiguated[path] = new BsonArray(_path);
        return path;
    }

    private static bool IsNumeric(string name) => name.Length > 0 && name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0');
}
