using System.Globalization;
using System.Text;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>
/// What a block's id says: Azure keeps nothing else of a block but its size. A part longer than a buffer is several blocks; it has arrived when their
/// sizes add up. Of a part sent twice the later one counts.
/// </summary>
/// <param name="Number">The part.</param>
/// <param name="ETag">Time and chance: of which sending it is.</param>
/// <param name="LengthBytes">The whole part's size.</param>
/// <param name="Index">The block's place in the part.</param>
internal sealed record AzureBlock(int Number, string ETag, long LengthBytes, int Index)
{
    private const int TextLength = 5 + 24 + 12 + 5;

    /// <summary>A tag that sorts behind the earlier ones.</summary>
    public static string NewTag(TimeProvider timeProvider) => $"{timeProvider.GetUtcNow().UtcTicks:x16}{Random.Shared.Next():x8}";

    /// <summary>The id as the service takes it: base64 of a text of one length.</summary>
    public string ToId() => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Number:D5}{ETag}{LengthBytes:x12}{Index:D5}")));

    public static AzureBlock? Parse(string id)
    {
        var text = Encoding.ASCII.GetString(Convert.FromBase64String(id));
        return text.Length == TextLength
            && int.TryParse(text[..5], CultureInfo.InvariantCulture, out var number)
            && long.TryParse(text.AsSpan(29, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length)
            && int.TryParse(text.AsSpan(41), CultureInfo.InvariantCulture, out var index)
            ? new AzureBlock(number, text.Substring(5, 24), length, index)
            : null;
    }
}
