namespace Nuke.Common.Utilities;

/// <summary>For tasks.</summary>
public static class TaskExtensions
{
    /// <summary>Waits for all of them.</summary>
    /// <exception cref="AggregateException">Some of them failed.</exception>
    public static void WaitAll(this IEnumerable<Task> tasks) => Task.WaitAll([.. tasks]);

    /// <summary>Waits for all of them, and returns their results in order.</summary>
    /// <exception cref="AggregateException">Some of them failed.</exception>
    public static IReadOnlyCollection<T> WaitAll<T>(this IEnumerable<Task<T>> tasks)
    {
        Task<T>[] all = [.. tasks];
        Task.WaitAll(all);
        return [.. all.Select(x => x.Result)];
    }
}
