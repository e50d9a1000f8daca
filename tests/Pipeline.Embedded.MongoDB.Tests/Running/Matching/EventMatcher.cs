using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Matching;

/// <summary>The format's "expectedEventsForClient".</summary>
internal sealed class EventMatcher(ValueMatcher values)
{
    public void Match(BsonDocument expected, IReadOnlyList<ObservedEvent> observed, string path)
    {
        var kind = Kind(expected.GetValue("eventType", "command").AsString);
        var actual = observed.Where(x => x.Kind == kind).ToList();
        var events = expected["events"].AsBsonArray;
        var ignoreExtra = expected.GetValue("ignoreExtraEvents", false).ToBoolean();
        for (var i = 0; i < Math.Min(events.Count, actual.Count); i++)
            Match(events[i].AsBsonDocument, actual[i], $"{path}.events[{i}]");

        if (actual.Count < events.Count || (actual.Count > events.Count && !ignoreExtra))
            throw new SpecificationFailedException($"{path}: expected {events.Count} events, observed {actual.Count}: {string.Join("; ", actual.Select(x => $"{x.Name} {x.Fields}"))}");
    }

    public bool Matches(BsonDocument expected, ObservedEvent actual)
    {
        try
        {
            Match(expected, actual, "event");
            return true;
        }
        catch (SpecificationFailedException)
        {
            return false;
        }
    }

    private void Match(BsonDocument expected, ObservedEvent actual, string path)
    {
        var element = expected.GetElement(0);
        if (element.Name != actual.Name)
            throw new SpecificationFailedException($"{path}: expected {element.Name} {element.Value}, observed {actual.Name} {actual.Fields}");
        foreach (var field in element.Value.AsBsonDocument)
            values.Match(field.Value, actual.Fields.GetValue(field.Name, null), IsRoot(field.Name), $"{path}.{element.Name}.{field.Name}");
    }

    // A description's other fields "SHOULD" be ignored; commands and replies are root documents by the format.
    private static bool IsRoot(string field) => field is "command" or "reply" or "previousDescription" or "newDescription";

    private static EventKind Kind(string type) => type switch
    {
        "command" => EventKind.Command,
        "cmap" => EventKind.Cmap,
        "sdam" => EventKind.Sdam,
        _ => throw new UnsupportedByRunnerException($"The runner doesn't know the event type '{type}'."),
    };
}
