using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.ObjectStorage;

/// <summary>Reads locations by hand: <see cref="Uri"/> would resolve <c>..</c>, lower names and accept what stands before an <c>@</c>.</summary>
internal static partial class LocationParser
{
    private const string Forms = "Write file:///folder, s3://bucket/prefix, azblob://account/container/prefix or gs://bucket/prefix.";
    private const int MaxPrefixBytes = 1024 - ObjectKey.MaxBytes - 1;

    public static (ObjectStoreLocation? Location, string? Error) Parse(string text)
    {
        if (text.Length == 0)
            return Fail($"The object store's location is empty. {Forms}");
        var shown = Shown(text);
        var match = Form().Match(text);
        if (!match.Success)
            return Fail($"'{shown}' isn't an object store's location. {Forms}");
        var (scheme, rest) = (match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value);
        if (rest.Contains('?', StringComparison.Ordinal) || rest.Contains('#', StringComparison.Ordinal))
            return Fail($"'{shown}' has more behind a ? or #. A location is only a place: region, endpoint and credentials are options of their own. Write ? and # in a name as %3F and %23.");
        var authority = rest.Split('/')[0];
        if (authority.Contains('@', StringComparison.Ordinal))
            return Fail($"'{shown}' has something before an @. Take the credentials out: they come from the options or the environment.");
        if (Decode(rest) is not { } decoded)
            return Fail($"'{shown}' has a % that no two hexadecimal digits of UTF-8 follow. Write a percent sign as %25.");
        return scheme switch
        {
            "file" => File(shown, decoded),
            "s3" => Bucket(ObjectStoreKind.S3, shown, decoded, S3Bucket(), "3 to 63 lower-case letters, digits, hyphens and dots"),
            "gs" => Bucket(ObjectStoreKind.GoogleCloud, shown, decoded, GoogleBucket(), "3 to 222 lower-case letters, digits, hyphens, underscores and dots"),
            "azblob" => Azure(shown, decoded),
            _ => Fail($"'{shown}' begins with '{scheme}', which is no kind of object store. {Forms}"),
        };
    }

    private static (ObjectStoreLocation?, string?) File(string shown, string rest)
    {
        if (rest.StartsWith("localhost/", StringComparison.OrdinalIgnoreCase))
            rest = rest["localhost".Length..];
        if (!rest.StartsWith('/'))
            return Fail($"'{shown}' has no full path. Write three slashes and the path from the root, as in file:///var/lib/agentkit/files.");
        if (OperatingSystem.IsWindows() && rest is ['/', _, ':', ..])
            rest = rest[1..];
        if (rest.Any(char.IsControl))
            return Fail($"'{shown}' has a control character.");
        if (rest.Split('/').Any(x => x is "." or ".."))
            return Fail($"'{shown}' has a . or .. in it. Write the path without.");
        return (new ObjectStoreLocation { Kind = ObjectStoreKind.LocalDisk, Container = Path.TrimEndingDirectorySeparator(Path.GetFullPath(rest)) }, null);
    }

    private static (ObjectStoreLocation?, string?) Bucket(ObjectStoreKind kind, string shown, string rest, Regex form, string rule)
    {
        var (bucket, prefix) = Cut(rest);
        if (bucket.Contains(':', StringComparison.Ordinal))
            return Fail($"'{shown}' has a port. An endpoint is an option of its own; here stands the bucket's name.");
        if (!form.IsMatch(bucket) || bucket.Contains("..", StringComparison.Ordinal))
            return Fail($"'{shown}' names the bucket '{bucket}'. A bucket's name has {rule}, and begins and ends with a letter or digit.");
        return Prefixed(new ObjectStoreLocation { Kind = kind, Container = bucket }, shown, prefix);
    }

    private static (ObjectStoreLocation?, string?) Azure(string shown, string rest)
    {
        var (account, behind) = Cut(rest);
        var (container, prefix) = Cut(behind);
        if (!AzureAccount().IsMatch(account))
            return Fail($"'{shown}' names the storage account '{account}'. An account's name alone stands there, 3 to 24 lower-case letters and digits, without a domain.");
        if (!AzureContainer().IsMatch(container))
            return Fail($"'{shown}' names the container '{container}'. A container's name has 3 to 63 lower-case letters, digits and single hyphens: azblob://account/container/prefix.");
        return Prefixed(new ObjectStoreLocation { Kind = ObjectStoreKind.AzureBlob, Account = account, Container = container }, shown, prefix);
    }

    private static (ObjectStoreLocation?, string?) Prefixed(ObjectStoreLocation location, string shown, string prefix)
    {
        prefix = prefix.EndsWith('/') ? prefix[..^1] : prefix;
        if (prefix.Length > 0 && ObjectKey.Reject(prefix) is { } reason)
            return Fail($"The prefix of '{shown}' {reason}.");
        if (Encoding.UTF8.GetByteCount(prefix) > MaxPrefixBytes)
            return Fail($"The prefix of '{shown}' has more than {MaxPrefixBytes} bytes. Take a shorter one.");
        return (location with { Prefix = prefix }, null);
    }

    private static (string Head, string Tail) Cut(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (text, "") : (text[..slash], text[(slash + 1)..]);
    }

    private static string? Decode(string text)
    {
        var bytes = new List<byte>(text.Length);
        var utf8 = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] != '%')
            {
                bytes.Add(utf8[i]);
                continue;
            }

            if (i + 2 >= utf8.Length || !char.IsAsciiHexDigit((char)utf8[i + 1]) || !char.IsAsciiHexDigit((char)utf8[i + 2]))
                return null;
            bytes.Add(Convert.ToByte(Encoding.ASCII.GetString(utf8, i + 1, 2), 16));
            i += 2;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The text without what may be a credential: what stands before an @ or behind a ?.</summary>
    private static string Shown(string text)
    {
        text = text.Split('?', '#')[0];
        var at = text.LastIndexOf('@');
        if (at >= 0)
        {
            var start = text.IndexOf("://", StringComparison.Ordinal);
            text = (start >= 0 && start < at ? text[..(start + 3)] : "") + "***" + text[at..];
        }

        return new string([.. text.Select(x => char.IsControl(x) ? '\uFFFD' : x)]);
    }

    private static (ObjectStoreLocation?, string?) Fail(string error) => (null, error);

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*)://(.*)\\z", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("^(?![0-9.]+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\z")]
    private static partial Regex S3Bucket();

    [GeneratedRegex("^(?![0-9.]+$)[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]\\z")]
    private static partial Regex GoogleBucket();

    [GeneratedRegex("^[a-z0-9]{3,24}\\z")]
    private static partial Regex AzureAccount();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex AzureContainer();
}
