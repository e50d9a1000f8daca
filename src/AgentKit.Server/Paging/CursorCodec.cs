using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AgentKit.Server.Secrets;
using MongoDB.Bson;

namespace AgentKit.Server.Paging;

/// <summary>
/// Writes where a page ended as text, signed: a cursor is good only for the organisation and the list (with its filter) that it was made for.
/// It isn't encrypted; it holds a time and a document's id.
/// </summary>
internal sealed class CursorCodec(SigningKeys keys)
{
    private const string Purpose = "cursors";

    private const byte Version = 1;
    private const int IdBytes = 12;
    private const int PositionBytes = 1 + sizeof(long) + IdBytes;
    private const int SignatureBytes = 16;

    /// <param name="organizationId">Whose list it is.</param>
    /// <param name="list">Which list, with everything that filters it: <c>clients?status=draft</c>.</param>
    /// <param name="position">Where the page ended.</param>
    public string Write(string organizationId, string list, CursorPosition position)
    {
        Span<byte> bytes = stackalloc byte[PositionBytes + SignatureBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], position.At.ToUnixTimeMilliseconds());
        position.Id.ToByteArray().CopyTo(bytes[(1 + sizeof(long))..]);
        Sign(keys.Of(Purpose), organizationId, list, bytes[..PositionBytes], bytes[PositionBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; false for one that was changed, cut short, or made for another organisation or list.</summary>
    public bool TryRead(string organizationId, string list, string? cursor, out CursorPosition position)
    {
        position = default;
        Span<byte> bytes = stackalloc byte[PositionBytes + SignatureBytes];
        Span<byte> signature = stackalloc byte[SignatureBytes];
        // Its length is fixed, and an encoding with other unused bits isn't the one that was given out.
        if (cursor is null || cursor.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(cursor, out var length) || length != bytes.Length
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out _) || bytes[0] != Version)
            return false;

        var isOurs = false;
        foreach (var key in keys.AcceptedOf(Purpose))
        {
            Sign(key, organizationId, list, bytes[..PositionBytes], signature);
            isOurs |= CryptographicOperations.FixedTimeEquals(signature, bytes[PositionBytes..]);
        }

        if (!isOurs)
            return false;

        position = new CursorPosition(
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[1..])),
            new ObjectId(bytes.Slice(1 + sizeof(long), IdBytes).ToArray()));
        return true;
    }

    private static void Sign(byte[] key, string organizationId, string list, ReadOnlySpan<byte> position, Span<byte> signature)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        // Neither may hold a line break, so no two pairs are one text.
        hash.AppendData(Encoding.UTF8.GetBytes($"{organizationId}\n{list}\n"));
        hash.AppendData(position);
        hash.GetHashAndReset()[..SignatureBytes].CopyTo(signature);
    }
}
