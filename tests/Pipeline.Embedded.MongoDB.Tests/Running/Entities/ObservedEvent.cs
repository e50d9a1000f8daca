using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>Something a client told of, under the format's name, with the fields that the format can assert.</summary>
internal sealed record ObservedEvent(string Name, EventKind Kind, BsonDocument Fields);

internal enum EventKind
{
    Command,
    Cmap,
    Sdam,
}
