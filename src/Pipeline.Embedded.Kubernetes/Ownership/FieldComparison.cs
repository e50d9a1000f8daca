using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>How two objects of a kind differ, field by field.</summary>
internal sealed class FieldComparison
{
    private readonly List<PathElement> _path = [];

    private FieldComparison()
    {
    }

    /// <summary>The fields that only the second has.</summary>
    public FieldSet Added { get; private set; } = new();

    /// <summary>The fields that both have, with other values.</summary>
    public FieldSet Modified { get; private set; } = new();

    /// <summary>The fields that only the first has.</summary>
    public FieldSet Removed { get; private set; } = new();

    /// <summary>The fields that the second has anew or with other values.</summary>
    public FieldSet Changed => Added.Union(Modified);

    /// <summary>Whether there is no difference.</summary>
    public bool IsSame => Added.IsEmpty && Modified.IsEmpty && Removed.IsEmpty;

    /// <summary>Compares two objects.</summary>
    public static FieldComparison Of(JsonObject before, JsonObject after, TypeSchema schema)
    {
        var comparison = new FieldComparison();
        comparison.CompareFields(before, after, schema);
        return comparison;
    }

    /// <summary>The comparison without some fields and what is below them.</summary>
    public FieldComparison Without(FieldSet fields) => new() { Added = Added.Without(fields), Modified = Modified.Without(fields), Removed = Removed.Without(fields) };

    private void Compare(bool isBefore, JsonNode? before, bool isAfter, JsonNode? after, TypeSchema type)
    {
        var isLeaf = false;
        switch (Grains.Of(type, before, after))
        {
            case Grain.Fields when Count(before) + Count(after) > 0:
                CompareFields(before as JsonObject ?? [], after as JsonObject ?? [], type);
                break;
            case Grain.Items when Count(before) + Count(after) > 0:
                CompareItems(before as JsonArray ?? [], after as JsonArray ?? [], type);
                break;
            default:
                isLeaf = true;
                break;
        }
        if (!isBefore)
            Added.Add([.. _path]);
        else if (!isAfter)
            Removed.Add([.. _path]);
        else if (isLeaf && !JsonNode.DeepEquals(before, after))
            Modified.Add([.. _path]);
    }

    private void CompareFields(JsonObject before, JsonObject after, TypeSchema type)
    {
        foreach (var name in before.Select(field => field.Key).Union(after.Select(field => field.Key)))
        {
            var isBefore = before.TryGetPropertyValue(name, out var left);
            var isAfter = after.TryGetPropertyValue(name, out var right);
            Descend(PathElement.Field(name), () => Compare(isBefore, left, isAfter, right, type.Child(name) ?? TypeSchema.Unknown));
        }
    }

    private void CompareItems(JsonArray before, JsonArray after, TypeSchema type)
    {
        var left = before.ToLookup(item => ListItems.ElementOf(type, item, out _));
        var right = after.ToLookup(item => ListItems.ElementOf(type, item, out _));
        foreach (var element in left.Select(group => group.Key).Union(right.Select(group => group.Key)))
        {
            if (element is not null)
                Descend(element, () => CompareItem([.. left[element]], [.. right[element]], type.Element ?? TypeSchema.Unknown));
        }
    }

    /// <summary>Items that can't be told apart are compared together, as one.</summary>
    private void CompareItem(JsonNode?[] before, JsonNode?[] after, TypeSchema type)
    {
        if (before.Length <= 1 && after.Length <= 1)
        {
            Compare(before.Length == 1, before.FirstOrDefault(), after.Length == 1, after.FirstOrDefault(), type);
        }
        else if (before.Length > 1 && after.Length > 1)
        {
            if (!before.AsSpan().SequenceEqual(after, EqualityComparer<JsonNode?>.Create(JsonNode.DeepEquals)))
                Modified.Add([.. _path]);
        }
        else if (before.Length > 1)
        {
            if (after.Length == 1)
                Compare(false, null, true, after[0], type);
            Removed.Add([.. _path]);
        }
        else
        {
            if (before.Length == 1)
                Compare(true, before[0], false, null, type);
            Added.Add([.. _path]);
        }
    }

    private void Descend(PathElement element, Action compare)
    {
        _path.Add(element);
        compare();
        _path.RemoveAt(_path.Count - 1);
    }

    private static int Count(JsonNode? value) => value switch
    {
        JsonObject fields => fields.Count,
        JsonArray items => items.Count,
        _ => 0,
    };
}
