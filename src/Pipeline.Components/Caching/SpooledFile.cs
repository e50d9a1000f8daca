namespace Pipeline.Components.Caching;

/// <summary>A stream whose length isn't known, made into one that has a length: a temporary file that is deleted when it is closed.</summary>
internal static class SpooledFile
{
    public static async Task<FileStream> CopyAsync(Stream content, CancellationToken cancellationToken)
    {
        var file = new FileStream(Path.Join(Path.GetTempPath(), $"pipeline-{Guid.NewGuid():N}"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            await content.CopyToAsync(file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
