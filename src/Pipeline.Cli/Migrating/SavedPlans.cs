using Pipeline.Errors;
using Pipeline.Migrations.Planning;

namespace Pipeline.Cli.Migrating;

/// <summary>Plans in files.</summary>
internal static class SavedPlans
{
    public static async Task<MigrationPlan> ReadAsync(string path, RequestKind kind, CancellationToken cancellationToken)
    {
        var plan = MigrationPlan.FromJson(await AccessAsync(path, "read", () => File.ReadAllTextAsync(path, cancellationToken)));
        if (plan.Request.Kind != kind)
            throw new PipelineException(CliErrors.OtherPlan, $"{path} holds a plan for `migrate {RequestReader.WordOf(plan.Request.Kind)}`, not for `migrate {RequestReader.WordOf(kind)}`.") { ExitCode = 2 };
        return plan;
    }

    public static Task WriteAsync(string path, MigrationPlan plan, CancellationToken cancellationToken) => AccessAsync(path, "written", async () =>
    {
        await File.WriteAllTextAsync(path, plan.ToJson() + "\n", cancellationToken);
        return true;
    });

    private static async Task<T> AccessAsync<T>(string path, string verb, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(CliErrors.FileUnreadable, $"The plan {path} can't be {verb}: {exception.Message}", exception) { ExitCode = 2 };
        }
    }
}
