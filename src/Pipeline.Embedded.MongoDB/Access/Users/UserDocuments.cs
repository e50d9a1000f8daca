using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Access.Scram;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary>Users as documents of <c>admin.system.users</c>, written as MongoDB writes them.</summary>
internal static class UserDocuments
{
    public static BsonDocument New(string database, string name, string? password, IEnumerable<ScramMechanism> mechanisms, IEnumerable<RoleName> roles) => new()
    {
        { "_id", User.IdOf(database, name) },
        { "userId", Uuids.ToBson(Guid.NewGuid()) },
        { "user", name },
        { "db", database },
        { "credentials", password is null ? new BsonDocument("external", true) : Credentials(name, password, mechanisms) },
        { "roles", new BsonArray(roles.Select(x => x.ToBson())) },
    };

    public static BsonDocument Credentials(string name, string password, IEnumerable<ScramMechanism> mechanisms) =>
        new(mechanisms.Select(x => new BsonElement(x.Name, ScramCredential.Create(x, name, password).ToBson())));

    public static void Insert(WriteBatch batch, BsonDocument user)
    {
        if (Find(batch, user["_id"].AsString) is not null)
            throw new CommandException(51003, $"User \"{user["user"]}@{user["db"]}\" already exists");
        if (batch.Find(Namespace.Users) is null)
        {
            var users = batch.Create(Namespace.Users, new CollectionOptions());
            batch.CreateIndex(users, IndexSpecification.Parse(new BsonDocument { { "key", new BsonDocument { { "user", 1 }, { "db", 1 } } }, { "name", "user_1_db_1" }, { "unique", true } }, null, batch.Now));
        }

        batch.Insert(Namespace.Users, Documents.Encode(user), user);
    }

    /// <summary>Changes a user's document.</summary>
    /// <exception cref="CommandException">UserNotFound.</exception>
    public static void Change(WriteBatch batch, string database, string name, Action<BsonDocument> change)
    {
        var (recordId, bytes) = Required(batch, database, name);
        var after = Documents.Decode(bytes);
        change(after);
        var before = Documents.Decode(bytes);
        batch.Replace(Namespace.Users, recordId, bytes, before, after, DocumentDiff.Compute(before, after));
    }

    /// <exception cref="CommandException">UserNotFound.</exception>
    public static void Delete(WriteBatch batch, string database, string name)
    {
        var (recordId, bytes) = Required(batch, database, name);
        batch.Delete(Namespace.Users, recordId, bytes, Documents.Decode(bytes));
    }

    public static IEnumerable<User> All(ICollectionView view)
    {
        if (view.Find(Namespace.Users) is not { } users)
            yield break;
        var cursor = users.Records.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
            yield return User.Parse(Documents.Decode(cursor.Value));
    }

    public static (long RecordId, byte[] Bytes)? Find(ICollectionView view, string id) => view.Find(Namespace.Users) is { } users ? Lookup.ById(users, id) : null;

    private static (long RecordId, byte[] Bytes) Required(WriteBatch batch, string database, string name) =>
        Find(batch, User.IdOf(database, name)) ?? throw new CommandException(ServerError.UserNotFound, $"User '{name}@{database}' not found");
}
