using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>Service accounts' bearer tokens: JSON Web Tokens (ES256), bound to the account's uid, valid until they expire or the account goes.</summary>
internal sealed class ServiceAccountTokens(ECDsa key, ObjectStore store, TimeProvider time)
{
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private static readonly string s_header = Encode("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"embedded\"}");

    public string Issue(StoredObject account, IReadOnlyList<string> audiences, DateTimeOffset expires, JsonObject? bound)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var kubernetes = new JsonObject { ["namespace"] = account.NamespaceName, ["serviceaccount"] = new JsonObject { ["name"] = account.Name, ["uid"] = account.Uid } };
        if (bound is not null)
            kubernetes[((string?)bound["kind"] ?? "").ToLowerInvariant()] = new JsonObject { ["name"] = (string?)bound["name"], ["uid"] = (string?)bound["uid"] };
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(x => (JsonNode)x)]),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = now,
            ["iss"] = Issuer,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = kubernetes,
            ["nbf"] = now,
            ["sub"] = Subject(account.NamespaceName!, account.Name),
        };
        var signed = $"{s_header}.{Encode(claims.ToJsonString())}";
        lock (key)
            return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    /// <summary>Whose token it is; none for one that isn't valid.</summary>
    public UserIdentity? Verify(string token)
    {
        if (token.Split('.') is not [var header, var body, var signature])
            return null;
        try
        {
            lock (key)
            {
                if (!key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{body}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256))
                    return null;
            }

            var claims = JsonNode.Parse(Base64Url.DecodeFromChars(body))!;
            if ((long)claims["exp"]! <= time.GetUtcNow().ToUnixTimeSeconds())
                return null;
            var kubernetes = claims["kubernetes.io"]!;
            var namespaceName = (string)kubernetes["namespace"]!;
            var name = (string)kubernetes["serviceaccount"]!["name"]!;
            var uid = (string)kubernetes["serviceaccount"]!["uid"]!;
            return store.Find(BuiltInTypes.ServiceAccounts.StorageKey, namespaceName, name)?.Uid == uid ? Identity(namespaceName, name, uid) : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or CryptographicException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    public static UserIdentity Identity(string namespaceName, string name, string uid) =>
        new(Subject(namespaceName, name), ["system:serviceaccounts", $"system:serviceaccounts:{namespaceName}", "system:authenticated"]) { Uid = uid };

    private static string Subject(string namespaceName, string name) => $"system:serviceaccount:{namespaceName}:{name}";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
