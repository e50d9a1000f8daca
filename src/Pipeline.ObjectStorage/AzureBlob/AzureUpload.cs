using System.Globalization;
using System.Text;

namespace Pipeline.ObjectStorage.AzureBlob;

/// <summary>
/// An upload in progress, as metadata of an empty hidden blob: Azure knows of blocks, but not of uploads. The blocks are staged on a second hidden
/// blob, so that two uploads of one key don't touch each other's.
/// </summary>
internal sealed record AzureUpload
{
    private const string KeyName = "upload_key";
    private const string BegunName = "upload_begun";
    private const string TypeName = "upload_type";
    private const string OwnPrefix = "own_";

    public const string Folder = $"{ObjectKey.Reserved}/uploads/";

    public required string Key { get; init; }

    public required DateTimeOffset Begun { get; init; }

    public required string ContentType { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public static string RecordOf(string uploadId) => $"{Folder}{uploadId}";

    public static string ContentOf(string uploadId) => $"{ObjectKey.Reserved}/staged/{uploadId}";

    public Dictionary<string, string> ToMetadata()
    {
        var all = Metadata.ToDictionary(x => OwnPrefix + x.Key, x => x.Value);
        all[KeyName] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Key));
        all[BegunName] = Begun.ToString("O", CultureInfo.InvariantCulture);
        all[TypeName] = ContentType;
        return all;
    }

    public static AzureUpload Of(IDictionary<string, string> metadata)
    {
        var all = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase);
        return new AzureUpload
        {
            Key = Encoding.UTF8.GetString(Convert.FromBase64String(all[KeyName])),
            Begun = DateTimeOffset.Parse(all[BegunName], CultureInfo.InvariantCulture),
            ContentType = all[TypeName],
            Metadata = all.Where(x => x.Key.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)).ToDictionary(x => x.Key[OwnPrefix.Length..].ToLowerInvariant(), x => x.Value),
        };
    }
}
