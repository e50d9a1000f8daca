namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>Operations one after another, beside the test's own.</summary>
internal sealed class ThreadEntity
{
    private Task last = Task.CompletedTask;

    public void Run(Func<Task> operation) => last = After(last, operation);

    public Task Completion => last;

    private static async Task After(Task previous, Func<Task> operation)
    {
        await previous;
        await Task.Yield();
        await operation();
    }
}
