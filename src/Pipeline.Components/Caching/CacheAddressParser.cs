using System.Buffers;
using Pipeline.Errors;

namespace Pipeline.Components.Caching;

/// <summary>Reads a <see cref="CacheAddress"/> and collects all that is wrong with it.</summary>
internal sealed class CacheAddressParser(string text)
{
    private const string Scheme = "s3://";

    private static readonly SearchValues<char> s_bucket = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");
    private static readonly SearchValues<char> s_region = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    // S3's "safe characters": they need no escaping anywhere.
    private static readonly SearchValues<char> s_prefix = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!-_.*'()");

    private readonly List<string> _mistakes = [];

    public CacheAddress Parse()
    {
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            _mistakes.Add("it doesn't begin with 's3://': only S3 and servers that speak its protocol are known");
            throw Failure();
        }

        var (place, query) = Cut(text[Scheme.Length..], '?');
        if (place.Contains('@', StringComparison.Ordinal))
        {
            _mistakes.Add("it holds credentials, which would end up in logs: give them as the AWS SDK takes them (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, a role)");
            throw Failure();
        }

        var (bucket, path) = Cut(place, '/');
        CheckBucket(bucket);
        var prefix = path.Trim('/');
        CheckPrefix(prefix);
        var settings = Settings(query);
        var endpoint = Endpoint(settings.GetValueOrDefault("endpoint"));
        var region = Region(settings.GetValueOrDefault("region"));
        return _mistakes.Count == 0 ? new() { Bucket = bucket, Prefix = prefix, Endpoint = endpoint, Region = region } : throw Failure();
    }

    private PipelineException Failure()
    {
        // A secret may stand in it by mistake: then it isn't shown.
        var shown = text.Contains('@', StringComparison.Ordinal) || !text.StartsWith(Scheme, StringComparison.Ordinal) ? "PIPELINE_CACHE" : $"PIPELINE_CACHE '{text}'";
        return new(SharedCacheErrors.InvalidAddress,
            $"{shown} is not the address of a cache: {string.Join("; ", _mistakes)}. Write s3://BUCKET/PREFIX?endpoint=URL&region=NAME (all after BUCKET may be left out), or unset it.") { ExitCode = 2 };
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    private void CheckBucket(string bucket)
    {
        if (bucket.Length == 0)
            _mistakes.Add("it names no bucket");
        else if (bucket.Length is < 3 or > 63 || bucket.AsSpan().IndexOfAnyExcept(s_bucket) >= 0 || !char.IsAsciiLetterOrDigit(bucket[0]) || !char.IsAsciiLetterOrDigit(bucket[^1]))
            _mistakes.Add($"bucket '{bucket}' is not a bucket's name (3 to 63 lower-case letters, digits, dots and hyphens)");
    }

    private void CheckPrefix(string prefix)
    {
        if (prefix.Length == 0)
            return;
        foreach (var segment in prefix.Split('/'))
        {
            if (segment is "" or "." or ".." || segment.AsSpan().IndexOfAnyExcept(s_prefix) >= 0)
            {
                _mistakes.Add($"prefix '{prefix}' has the part '{segment}' (letters, digits and !-_.*'() are allowed)");
                return;
            }
        }
    }

    private Dictionary<string, string> Settings(string query)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(part, '=');
            if (name is not ("endpoint" or "region"))
                _mistakes.Add($"there is no setting '{name}' (endpoint and region are known)");
            else if (value.Length == 0)
                _mistakes.Add($"setting '{name}' has no value");
            else if (!settings.TryAdd(name, Uri.UnescapeDataString(value)))
                _mistakes.Add($"setting '{name}' is given twice");
        }

        return settings;
    }

    private Uri? Endpoint(string? value)
    {
        if (value is null)
            return null;
        if (Uri.TryCreate(value, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" && endpoint is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" })
            return endpoint;
        _mistakes.Add($"endpoint{(value.Contains('@', StringComparison.Ordinal) ? "" : $" '{value}'")} is not a server's URL (http://HOST:PORT or https://HOST, with nothing after it)");
        return null;
    }

    private string? Region(string? value)
    {
        if (value is not null && value.AsSpan().IndexOfAnyExcept(s_region) >= 0)
            _mistakes.Add($"region '{value}' is not a region's name (such as eu-central-1)");
        return value;
    }

    private static (string Before, string After) Cut(string value, char at) =>
        value.IndexOf(at, StringComparison.Ordinal) is var index and >= 0 ? (value[..index], value[(index + 1)..]) : (value, "");
}
