namespace Pipeline.Containers.Registries.Http;

/// <summary>Does something again after a failure that may pass, with a growing wait, or the one that the registry asks for.</summary>
internal sealed class RetryPolicy(RegistryOptions options)
{
    /// <param name="attempt">What is tried. It may be called several times.</param>
    /// <param name="cancellationToken">Ends the waiting too.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await attempt();
            }
            catch (RegistryException error) when (error.IsTransient && failures < options.Retries && !(error.RetryAfter > options.MaxRetryAfter))
            {
                await WaitAsync(failures, error.RetryAfter, cancellationToken);
            }
        }
    }

    /// <summary>Waits as after that many failures.</summary>
    public Task WaitAsync(int failures, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        // A quarter more or less, so that many clients don't come back at the same moment.
        var growing = options.BackOff * Math.Pow(2, Math.Min(failures, 16)) * (0.75 + Random.Shared.NextDouble() / 2);
        var wait = retryAfter is { } asked && asked > growing ? asked : growing < options.MaxRetryAfter ? growing : options.MaxRetryAfter;
        return Task.Delay(wait, options.Time, cancellationToken);
    }
}
