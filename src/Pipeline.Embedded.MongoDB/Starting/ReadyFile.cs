using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB.Starting;

/// <summary>A file that is there, with the connection string, as long as the server answers.</summary>
internal sealed class ReadyFile(string? path) : IDisposable
{
    /// <exception cref="PipelineException">DirectoryUnusable.</exception>
    public static ReadyFile Write(string? path, string connectionString)
    {
        if (path is null)
            return new ReadyFile(null);
        try
        {
            // Who waits for the file never sees half of it.
            File.WriteAllText(path + ".new", connectionString + "\n");
            File.Move(path + ".new", path, overwrite: true);
            return new ReadyFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(EmbeddedMongoErrors.DirectoryUnusable, $"The ready file '{path}' can't be written: {exception.Message} Give another path with --ready-file.", exception);
        }
    }

    public void Dispose()
    {
        if (path is not null)
            File.Delete(path);
    }
}
