using Pipeline.Errors;

namespace Pipeline.Components.Caching;

/// <summary>What can go wrong with a cache that several machines share.</summary>
[ErrorCodes]
public static class SharedCacheErrors
{
    /// <summary>The address has a mistake.</summary>
    public static ErrorCode InvalidAddress { get; } = new("PIPE2000", "The shared cache's address is wrong",
        "PIPELINE_CACHE isn't of the form s3://BUCKET/PREFIX?endpoint=URL&region=NAME.",
        "Correct what the message names, or unset PIPELINE_CACHE to use the local cache alone.");

    /// <summary>Nothing says in which region the bucket is.</summary>
    public static ErrorCode NoClient { get; } = new("PIPE2001", "The shared cache can't be set up",
        "The AWS SDK has no region, or its own configuration is wrong.",
        "Add region=NAME to PIPELINE_CACHE (or endpoint=URL for a server that isn't AWS).");

    /// <summary>The shared cache couldn't be read.</summary>
    public static ErrorCode CannotRead { get; } = new("PIPE2002", "The shared cache can't be read",
        "The server can't be reached, the bucket doesn't exist, or the credentials aren't allowed to read it.",
        "Correct the connection or the rights (s3:GetObject, s3:ListBucket). The build goes on with the local cache.");

    /// <summary>The shared cache couldn't be written.</summary>
    public static ErrorCode CannotWrite { get; } = new("PIPE2003", "The shared cache can't be written",
        "The server can't be reached, the bucket doesn't exist, or the credentials aren't allowed to write it.",
        "Correct the connection or the rights (s3:PutObject). The build goes on; its results are kept in the local cache alone.");
}
