using Pipeline.Errors;

namespace Pipeline.Components.Caching;

/// <summary>Where a shared cache is: <c>s3://BUCKET/PREFIX?endpoint=URL&amp;region=NAME</c>, as <c>PIPELINE_CACHE</c> gives it.</summary>
public sealed record CacheAddress
{
    /// <summary>The bucket. It must exist.</summary>
    public required string Bucket { get; init; }

    /// <summary>What the names of all objects begin with, without slashes at its ends. Default: nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The server, for one that isn't AWS. Buckets are then addressed by path.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The bucket's region. Default: what the AWS SDK finds (<c>AWS_REGION</c>, the profile); <c>us-east-1</c> with an <see cref="Endpoint"/>.</summary>
    public string? Region { get; init; }

    /// <summary>Reads an address.</summary>
    /// <exception cref="PipelineException">PIPE2000, with all mistakes at once.</exception>
    public static CacheAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CacheAddressParser(text).Parse();
    }

    /// <summary>The address, as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        List<string> query = [];
        if (Endpoint is not null)
            query.Add($"endpoint={Endpoint.OriginalString}");
        if (Region is not null)
            query.Add($"region={Region}");
        return $"s3://{Bucket}{(Prefix.Length > 0 ? "/" : "")}{Prefix}{(query.Count > 0 ? "?" : "")}{string.Join('&', query)}";
    }
}
