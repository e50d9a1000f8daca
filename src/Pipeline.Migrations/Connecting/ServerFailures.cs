using MongoDB.Driver;
using Pipeline.Errors;

namespace Pipeline.Migrations.Connecting;

/// <summary>Failures of the connection, as opposed to those of a migration.</summary>
internal static class ServerFailures
{
    private const int Unauthorized = 13;
    private const int AuthenticationFailed = 18;

    /// <summary>Runs work, and says what is wrong with the connection where that is why it failed.</summary>
    public static async Task<T> ExplainedAsync<T>(IMongoDatabase database, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is not PipelineException && Find(exception, database) is { } failure)
        {
            throw failure;
        }
    }

    public static PipelineException? Find(Exception exception, IMongoDatabase database)
    {
        var settings = database.Client.Settings;
        var address = string.Join(",", settings.Servers);
        foreach (var cause in Chain(exception))
        {
            switch (cause)
            {
                case MongoAuthenticationException or MongoCommandException { Code: AuthenticationFailed }:
                    return new PipelineException(MigrationErrors.AuthenticationFailed, $"{address} refused the credentials of {settings.Credential?.Username ?? "nobody"} (authSource {settings.Credential?.Source ?? "none"}). Check user, password and authSource of the connection string.", exception);
                case MongoCommandException { Code: Unauthorized } refused:
                    return new PipelineException(MigrationErrors.NotAuthorized, $"{settings.Credential?.Username ?? "Nobody (no credentials given)"} may not do this in {database.DatabaseNamespace.DatabaseName} on {address}: {refused.Message.TrimEnd('.')}. Grant readWrite and dbAdmin on the database.", exception);
            }
        }

        return Chain(exception).Any(x => x is MongoConnectionException || IsSelectionTimeout(x))
            ? new PipelineException(MigrationErrors.Unreachable, $"No answer from {address} within {settings.ServerSelectionTimeout.TotalSeconds:0.#} s: {Innermost(exception)} Check the address, and that the server runs there.", exception)
            : null;
    }

    /// <summary>The driver says with a plain TimeoutException that it found no server; a migration may throw one too.</summary>
    private static bool IsSelectionTimeout(Exception exception) => exception is TimeoutException && exception.Source == typeof(MongoClient).Assembly.GetName().Name;

    private static string Innermost(Exception exception)
    {
        // A server selection's timeout describes the whole cluster; its heartbeat's exception stands in there, and says enough.
        var last = Chain(exception).Last();
        var message = last is TimeoutException ? "the server can't be selected" : last.Message;
        return message.TrimEnd('.') + ".";
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
