using System.Threading.RateLimiting;
using AgentKit.Server.Access;

namespace AgentKit.Server.Files.Limiting;

/// <summary>
/// How many uploads an organisation, and each caller of it, may begin and have on their way, in this instance. ASP.NET Core's limiters, asked by
/// an endpoint filter: the middleware would count requests before it is known whose they are.
/// </summary>
internal sealed class UploadLimiter : IDisposable
{
    private const int Slices = 6;

    private readonly PartitionedRateLimiter<Caller> _starts;
    private readonly PartitionedRateLimiter<Caller> _running;

    public UploadLimiter(FileSettings settings)
    {
        _starts = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Caller, (string, string)>(x => RateLimitPartition.GetTokenBucketLimiter((x.OrganizationId, x.Subject), _ => Bucket(settings.UploadsPerMinuteOfCaller))),
            PartitionedRateLimiter.Create<Caller, string>(x => RateLimitPartition.GetTokenBucketLimiter(x.OrganizationId, _ => Bucket(settings.UploadsPerMinute))));
        _running = PartitionedRateLimiter.Create<Caller, string>(x => RateLimitPartition.GetConcurrencyLimiter(x.OrganizationId, _ => new ConcurrencyLimiterOptions { PermitLimit = settings.ConcurrentUploads }));
    }

    /// <summary>One more upload.</summary>
    public RateLimitLease Start(Caller caller) => _starts.AttemptAcquire(caller);

    /// <summary>Bytes on their way, until the lease is disposed of.</summary>
    public RateLimitLease Run(Caller caller) => _running.AttemptAcquire(caller);

    public void Dispose()
    {
        _starts.Dispose();
        _running.Dispose();
    }

    /// <summary>Tokens come in about six slices a minute, whole ones each, and the slices are as long as makes it exactly so many a minute.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        var slice = Math.Max(1, perMinute / Slices);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = slice,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)slice / perMinute),
            AutoReplenishment = true,
        };
    }
}
