using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>The file as it is on the disk: JSON with the key's derivation in clear, and the content encrypted with AES-256-GCM.</summary>
/// <param name="Format">Name and version of the format.</param>
/// <param name="Key">How the key is derived.</param>
/// <param name="KeyCheck">Tells a wrong key from a damaged file: an HMAC of a constant, by the key.</param>
/// <param name="Nonce">Random at every write.</param>
/// <param name="Tag">GCM's tag over the content and all of the above.</param>
/// <param name="Content">The ciphertext.</param>
internal sealed record Envelope(string Format, KeyDerivation Key, byte[] KeyCheck, byte[] Nonce, byte[] Tag, byte[] Content)
{
    private const string CurrentFormat = "pipeline-secrets/1";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Envelope Parse(byte[] file)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(file, s_json);
            return envelope is { Format: CurrentFormat, Key.IsSound: true, KeyCheck: not null, Nonce.Length: NonceBytes, Tag.Length: TagBytes, Content: not null } ? envelope : throw new DamagedFileException();
        }
        catch (JsonException)
        {
            throw new DamagedFileException();
        }
    }

    public static Envelope Seal(KeyDerivation derivation, byte[] key, byte[] content)
    {
        var envelope = new Envelope(CurrentFormat, derivation, Check(key), RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes], new byte[content.Length]);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(envelope.Nonce, content, envelope.Content, envelope.Tag, envelope.Header());
        return envelope;
    }

    public byte[] Open(byte[] key)
    {
        if (!CryptographicOperations.FixedTimeEquals(Check(key), KeyCheck))
            throw new WrongKeyException();
        try
        {
            var content = new byte[Content.Length];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(Nonce, Content, Tag, content, Header());
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new DamagedFileException();
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, s_json);

    private static byte[] Check(byte[] key) => HMACSHA256.HashData(key, "pipeline-secrets key check"u8);

    private byte[] Header() => Encoding.UTF8.GetBytes($"{Format}\n{Key.Kind}\n{Key.Iterations}\n{Key.Salt}\n{Convert.ToBase64String(KeyCheck)}");
}
