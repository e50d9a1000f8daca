namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>The right to write, held by an open file: it ends with the process, however that ends. The file itself stays.</summary>
internal static class FileLock
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    public static async Task<IDisposable> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(s_interval, time, cancellationToken);
            }
            catch (IOException exception)
            {
                throw new SecretStoreException(SecretErrors.Locked, $"Another process holds the lock {path} for more than {Patience.TotalSeconds:0} s, so nothing was written. Wait for it, or end it.", exception) { IsTransient = true };
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new SecretStoreException(SecretErrors.StoreUnreadable, $"The lock {path} of the encrypted secrets can't be written by this user.", exception);
            }
        }
    }
}
