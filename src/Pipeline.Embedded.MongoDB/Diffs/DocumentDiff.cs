using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Diffs;

/// <summary>
/// The change from one version of a document to the next, as an oplog entry of version 2 holds it: <c>d</c> for the deleted fields,
/// <c>u</c> for the updated, <c>i</c> for those added at the end, <c>s</c> and a name for a change within a field; of an array <c>a</c>,
/// <c>l</c> for a shorter length, <c>u</c> and <c>s</c> with positions.
/// </summary>
internal static class DocumentDiff
{
    /// <summary>What an oplog entry with a diff needs beside it, in bytes.</summary>
    private const int EntryBytes = 15;

    /// <returns>An empty document where nothing changed; <see langword="null"/> where the whole new document isn't longer.</returns>
    public static BsonDocument? Compute(BsonDocument before, BsonDocument after) =>
        Between(before, after) is { } diff && Bytes(diff) + EntryBytes < Bytes(after) ? diff : null;

    /// <summary>A new document; the one given stays as it is.</summary>
    public static BsonDocument Apply(BsonDocument document, BsonDocument diff)
    {
        var deleted = Section(diff, "d");
        var updated = Section(diff, "u");
        var inserted = Section(diff, "i");
        var changed = new BsonDocument(allowDuplicateNames: true);
        foreach (var element in document)
        {
            if (deleted?.Contains(element.Name) == true || inserted?.Contains(element.Name) == true)
                continue;
            if (updated is not null && updated.TryGetValue(element.Name, out var value))
                changed.Add(element.Name, value);
            else if (diff.GetValue("s" + element.Name, null) is BsonDocument within)
                changed.Add(element.Name, ApplyWithin(element.Value, within));
            else
                changed.Add(element);
        }

        if (updated is not null)
            changed.AddRange(updated.Where(element => !document.Contains(element.Name)));
        if (inserted is not null)
            changed.AddRange(inserted);
        return changed;
    }

    /// <returns><see langword="null"/> where a name comes twice, which a diff has no words for.</returns>
    private static BsonDocument? Between(BsonDocument before, BsonDocument after)
    {
        if (RepeatsNames(before) || RepeatsNames(after))
            return null;
        var builder = new DocumentDiffBuilder();
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        var old = 0;
        var now = 0;
        while (old < before.ElementCount && now < after.ElementCount)
        {
            var was = before.GetElement(old++);
            var element = after.GetElement(now);
            if (was.Name != element.Name)
            {
                deleted.Add(was.Name);
                continue;
            }

            now++;
            if (!BinaryEquality.Same(was.Value, element.Value))
                builder.Change(element.Name, element.Value, Between(was.Value, element.Value));
        }

        for (; old < before.ElementCount; old++)
            deleted.Add(before.GetElement(old).Name);
        for (; now < after.ElementCount; now++)
        {
            var element = after.GetElement(now);
            builder.Insert(element.Name, element.Value);
            deleted.Remove(element.Name);
        }

        foreach (var name in deleted)
            builder.Delete(name);
        return builder.Build();
    }

    /// <returns><see langword="null"/> where the new value itself isn't longer.</returns>
    private static BsonDocument? Between(BsonValue before, BsonValue after)
    {
        var diff = (before, after) switch
        {
            (BsonDocument was, BsonDocument now) => Between(was, now),
            (BsonArray was, BsonArray now) => Between(was, now),
            _ => null,
        };
        return diff is not null && Bytes(diff) < Bytes(after) ? diff : null;
    }

    private static BsonDocument Between(BsonArray before, BsonArray after)
    {
        var builder = new ArrayDiffBuilder();
        var common = Math.Min(before.Count, after.Count);
        for (var index = 0; index < common; index++)
        {
            if (!BinaryEquality.Same(before[index], after[index]))
                builder.Change(index, after[index], Between(before[index], after[index]));
        }

        if (before.Count > common)
            builder.Truncate(common);
        for (var index = common; index < after.Count; index++)
            builder.Update(index, after[index]);
        return builder.Build();
    }

    private static BsonValue ApplyWithin(BsonValue value, BsonDocument diff)
    {
        var isArrayDiff = diff.ElementCount > 0 && diff.GetElement(0) is { Name: "a", Value: BsonBoolean };
        return (value, isArrayDiff) switch
        {
            (BsonArray array, true) => ApplyToArray(array, diff),
            (BsonDocument document, false) => Apply(document, diff),
            _ => throw new CommandException(ServerError.InternalError, $"the diff {ShellText.Of(diff)} isn't one of the value {ShellText.Of(value)}"),
        };
    }

    private static BsonArray ApplyToArray(BsonArray array, BsonDocument diff)
    {
        var changed = new BsonArray(array);
        foreach (var element in diff.Skip(1))
        {
            if (element.Name == "l")
            {
                while (changed.Count > element.Value.AsInt32)
                    changed.RemoveAt(changed.Count - 1);
                continue;
            }

            var position = int.Parse(element.Name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
            while (changed.Count <= position)
                changed.Add(BsonNull.Value);
            changed[position] = element.Name[0] == 's' ? ApplyWithin(changed[position], (BsonDocument)element.Value) : element.Value;
        }

        return changed;
    }

    private static bool RepeatsNames(BsonDocument document)
    {
        if (!document.AllowDuplicateNames)
            return false;
        var names = new HashSet<string>(document.ElementCount, StringComparer.Ordinal);
        return !document.Names.All(names.Add);
    }

    private static BsonDocument? Section(BsonDocument diff, string name) => (BsonDocument?)diff.GetValue(name, null);

    private static long Bytes(BsonValue value) => (value as BsonDocument ?? new BsonDocument("", value)).ToBson().Length;
}
