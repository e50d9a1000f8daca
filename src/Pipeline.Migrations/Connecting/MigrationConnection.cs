using MongoDB.Driver;
using Pipeline.Errors;

namespace Pipeline.Migrations.Connecting;

/// <summary>Opens a database for migrations: majority writes and reads, and a short wait for a server that isn't there.</summary>
public static class MigrationConnection
{
    /// <summary>Opens a database. Nothing is sent before the first command.</summary>
    /// <param name="connectionString">As in <c>mongodb://user:password@host:27017/?replicaSet=rs0</c>.</param>
    /// <param name="database">The database; null for the one that the connection string names.</param>
    /// <param name="serverSelectionTimeout">Longest wait for a server. Default 5 s, unless the connection string has <c>serverSelectionTimeoutMS</c>.</param>
    /// <exception cref="PipelineException">PIPE8033: the connection string can't be read or no database is named.</exception>
    public static IMongoDatabase Open(string connectionString, string? database = null, TimeSpan? serverSelectionTimeout = null)
    {
        MongoUrl url;
        try
        {
            url = new MongoUrl(connectionString);
        }
        catch (Exception exception) when (exception is MongoConfigurationException or FormatException or ArgumentException)
        {
            // The driver's message may quote the string, and so the password.
            throw new PipelineException(MigrationErrors.InvalidConnectionString, "The connection string can't be read. It has the form mongodb://host:27017/?replicaSet=rs0, with user and password percent-encoded.") { ExitCode = 2 };
        }

        if ((database ?? url.DatabaseName) is not { Length: > 0 } name)
            throw new PipelineException(MigrationErrors.InvalidConnectionString, "No database is named. Pass --database, or end the connection string with /name.") { ExitCode = 2 };

        var settings = MongoClientSettings.FromUrl(url);
        settings.ServerSelectionTimeout = serverSelectionTimeout ?? (connectionString.Contains("serverSelectionTimeoutMS=", StringComparison.OrdinalIgnoreCase) ? settings.ServerSelectionTimeout : TimeSpan.FromSeconds(5));
        settings.ApplicationName ??= "pipeline-migrations";
        return new MongoClient(settings).GetDatabase(name);
    }
}
