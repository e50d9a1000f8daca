using System.Runtime.CompilerServices;
using Pipeline.Engine.Caching;

namespace Pipeline.Components.Caching;

/// <summary>The cache that several machines share, where <c>PIPELINE_CACHE</c> names one.</summary>
public static class SharedCache
{
    /// <summary>The environment variable with the address.</summary>
    public const string Variable = "PIPELINE_CACHE";

    /// <summary>The local store before the shared one at <paramref name="address"/>; the local one alone without an address.</summary>
    /// <param name="local">The store on this machine.</param>
    /// <param name="address">As <see cref="CacheAddress.Parse"/> reads it; null or empty for none.</param>
    /// <param name="warn">Hears once that the shared store can't be read, and once that it can't be written.</param>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE2000, PIPE2001: the address is wrong.</exception>
    public static ICacheStore Over(ICacheStore local, string? address, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(warn);
        return string.IsNullOrWhiteSpace(address) ? local : Connect(local, address.Trim(), warn);
    }

    // A method of its own: the AWS SDK is loaded only when this is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LayeredCacheStore Connect(ICacheStore local, string address, Action<string> warn) =>
        new(local, new S3CacheStore(CacheAddress.Parse(address)), warn);
}
