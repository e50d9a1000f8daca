using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Planning;

/// <summary>
/// Stands in for the values of Secrets where a plan is hashed or saved. The digest is slow to compute, so that a short value can't be guessed from it,
/// and the same for the same value in the same place, so that a plan's hash is the same wherever it is made.
/// </summary>
internal static class SecretValues
{
    private const int Iterations = 20_000;

    /// <summary>The body with each value of a Secret replaced by its digest; another object as it is.</summary>
    public static JsonObject Sealed(JsonObject body, string clusterUid)
    {
        if (body.Text("apiVersion") != "v1" || body.Text("kind") != "Secret" || body["data"] is not JsonObject data)
            return body;

        var copy = body.DeepClone().AsObject();
        var reference = ObjectReference.Of(body);
        copy["data"] = new JsonObject(data.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)Digest($"{clusterUid}/{reference}/{x.Key}", x.Value?.ToJsonString() ?? ""))));
        (copy.At("metadata", "annotations") as JsonObject)?.Remove("kubectl.kubernetes.io/last-applied-configuration");
        return copy;
    }

    private static string Digest(string place, string value) =>
        "pbkdf2:" + Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(place), Iterations, HashAlgorithmName.SHA256, 32));
}
