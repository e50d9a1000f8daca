using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>The named objects of one test.</summary>
internal sealed class EntityMap : IEntityLookup
{
    private readonly Dictionary<string, object> entities = [];

    public IEnumerable<ClientEntity> Clients => entities.Values.OfType<ClientEntity>();

    public void Add(string name, object entity)
    {
        if (!entities.TryAdd(name, entity))
            throw new SpecificationFailedException($"An entity is named '{name}' already.");
    }

    public object Get(string name) =>
        entities.TryGetValue(name, out var entity) ? entity : throw new SpecificationFailedException($"There is no entity '{name}'.");

    public T Get<T>(string name) =>
        Get(name) is T entity ? entity : throw new SpecificationFailedException($"The entity '{name}' is a {Get(name).GetType().Name}, not a {typeof(T).Name}.");

    public BsonValue Bson(string name) => Get<BsonValue>(name);

    public BsonDocument SessionId(string name) => Get<SessionEntity>(name).Id;

    public void Replace(string name, object entity) => entities[name] = entity;

    /// <summary>Ends what the test left open: cursors, then sessions, then clients.</summary>
    public async Task CloseAsync()
    {
        foreach (var cursor in entities.Values.OfType<CursorEntity>())
            await cursor.CloseAsync();
        foreach (var session in entities.Values.OfType<SessionEntity>())
            session.Session.Dispose();
        foreach (var client in Clients)
            client.Close();
        entities.Clear();
    }
}
