using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>What the parts of an update share while it is applied to one document.</summary>
internal sealed class UpdateContext
{
    private readonly List<string> _path = [];
    private string? _id;

    public required BsonDocument Root { get; init; }

    public required bool IsInsert { get; init; }

    public required EvaluationSettings Evaluation { get; init; }

    public required string? PositionalIndex { get; init; }

    public required IReadOnlyDictionary<string, Filter> ArrayFilters { get; init; }

    /// <summary>The values that <c>$rename</c> moves, by the path they come from; those that are missing aren't in it.</summary>
    public required IReadOnlyDictionary<string, BsonValue> Renamed { get; init; }

    /// <summary>Where in the document the update is at work, as messages name it.</summary>
    public string Path => string.Join('.', _path);

    public bool IsAtTop => _path.Count == 0;

    /// <summary>The last name of <see cref="Path"/>.</summary>
    public string Name => _path[^1];

    /// <summary>The document as messages name it: <c>{_id: 1}</c>.</summary>
    public string Document => $"{{{IdText}}}";

    public string IdText => _id ??= Root.TryGetValue("_id", out var id) ? $"_id: {ShellText.Of(id)}" : "no id";

    public void Enter(string name) => _path.Add(name);

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public static int? ArrayPosition(string name) =>
        name.Length is > 0 and < 10 && (name.Length == 1 || name[0] != '0') && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : null;
}
