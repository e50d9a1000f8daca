using System.Diagnostics.CodeAnalysis;

namespace Pipeline.ObjectStorage;

/// <summary>
/// Where objects are kept: <c>file:///folder</c>, <c>s3://bucket/prefix</c>, <c>azblob://account/container/prefix</c> or <c>gs://bucket/prefix</c>.
/// It never holds credentials.
/// </summary>
public sealed record ObjectStoreLocation
{
    /// <summary>Which store it is.</summary>
    public required ObjectStoreKind Kind { get; init; }

    /// <summary>The bucket, the container, or the folder's full path.</summary>
    public required string Container { get; init; }

    /// <summary>Azure's storage account; null elsewhere.</summary>
    public string? Account { get; init; }

    /// <summary>What every key begins with in the store, without slashes at its ends. Empty for none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Reads a URI. Parts are percent-decoded.</summary>
    /// <exception cref="ObjectStoreException">PIPE9205, with what to write instead. Credentials in the text aren't repeated.</exception>
    public static ObjectStoreLocation Parse(string text) =>
        TryParse(text, out var location, out var error) ? location : throw new ObjectStoreException(ObjectStorageErrors.InvalidLocation, error) { ExitCode = 2 };

    /// <summary>Reads a URI, or says why it can't be one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ObjectStoreLocation? location, [NotNullWhen(false)] out string? error)
    {
        (location, error) = LocationParser.Parse(text ?? "");
        return location is not null;
    }

    /// <summary>The URI that <see cref="Parse"/> reads.</summary>
    public Uri ToUri() => new(ToString());

    /// <summary>The URI as text.</summary>
    public override string ToString() => Kind switch
    {
        ObjectStoreKind.LocalDisk => $"file://{(Container.StartsWith('/') ? "" : "/")}{Escape(Container.Replace('\\', '/'))}",
        ObjectStoreKind.S3 => $"s3://{Container}{WithPrefix}",
        ObjectStoreKind.AzureBlob => $"azblob://{Account}/{Container}{WithPrefix}",
        _ => $"gs://{Container}{WithPrefix}",
    };

    /// <summary>The name in the store of what is <paramref name="key"/> here.</summary>
    internal string NameOf(string key) => Prefix.Length == 0 ? key : $"{Prefix}/{key}";

    /// <summary>The key here of a name in the store.</summary>
    internal string KeyOf(string name) => Prefix.Length == 0 ? name : name[(Prefix.Length + 1)..];

    private string WithPrefix => Prefix.Length == 0 ? "" : $"/{Escape(Prefix)}";

    private static string Escape(string path) => string.Join('/', path.Split('/').Select((x, i) => i == 1 && x is [_, ':'] ? x : Uri.EscapeDataString(x)));
}
