using System.Text.Json;

namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>What is encrypted: each secret's versions, the newest last.</summary>
/// <param name="NextVersion">Counts over all secrets, so that a deleted secret's versions never come back with another value.</param>
/// <param name="Secrets">By name.</param>
internal sealed record StoredSecrets(long NextVersion, IReadOnlyDictionary<string, IReadOnlyList<StoredSecret>> Secrets)
{
    public static StoredSecrets None { get; } = new(1, new Dictionary<string, IReadOnlyList<StoredSecret>>());

    public static StoredSecrets Parse(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredSecrets>(content, JsonSerializerOptions.Web) is { Secrets: not null } secrets ? secrets : throw new DamagedFileException();
        }
        catch (JsonException)
        {
            throw new DamagedFileException();
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);
}
