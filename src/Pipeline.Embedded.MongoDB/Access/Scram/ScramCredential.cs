using System.Security.Cryptography;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Access.Scram;

/// <summary>What the server keeps of a password: enough to check it, not enough to be the user.</summary>
internal sealed record ScramCredential
{
    public required int Iterations { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] StoredKey { get; init; }

    public required byte[] ServerKey { get; init; }

    public static ScramCredential Create(ScramMechanism mechanism, string user, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(mechanism.SaltBytes);
        var salted = mechanism.SaltedPassword(user, password, salt, mechanism.Iterations);
        return new ScramCredential
        {
            Iterations = mechanism.Iterations,
            Salt = salt,
            StoredKey = mechanism.Digest(mechanism.Authenticate(salted, "Client Key")),
            ServerKey = mechanism.Authenticate(salted, "Server Key"),
        };
    }

    public static ScramCredential Parse(BsonDocument document) => new()
    {
        Iterations = document["iterationCount"].ToInt32(),
        Salt = Convert.FromBase64String(document["salt"].AsString),
        StoredKey = Convert.FromBase64String(document["storedKey"].AsString),
        ServerKey = Convert.FromBase64String(document["serverKey"].AsString),
    };

    public BsonDocument ToBson() => new()
    {
        { "iterationCount", Iterations },
        { "salt", Convert.ToBase64String(Salt) },
        { "storedKey", Convert.ToBase64String(StoredKey) },
        { "serverKey", Convert.ToBase64String(ServerKey) },
    };
}
