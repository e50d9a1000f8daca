namespace Pipeline.Kubernetes.Connecting;

/// <summary>Work on many objects at a time.</summary>
internal static class Concurrent
{
    extension<T>(IReadOnlyList<T> items)
    {
        /// <summary>The results in the order of the items.</summary>
        public async Task<IReadOnlyList<TResult>> SelectAsync<TResult>(int concurrency, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
        {
            var results = new TResult[items.Count];
            var limits = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, items.Count, limits, async (i, token) => results[i] = await work(items[i], token));
            return results;
        }
    }
}
