using System.Text;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Containers.Signing.Keys;

/// <summary>A signing key in a file, where no secret store is at hand.</summary>
public static class SigningKeyFile
{
    private const long MaxBytes = 64 * 1024;

    /// <summary>Reads a key.</summary>
    /// <exception cref="PipelineException">PIPE3500: no such file, or no usable key in it.</exception>
    public static async Task<SigningKey> ReadAsync(string path, Secret? passphrase, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxBytes)
            throw new PipelineException(SigningErrors.UnusableSigningKey, $"The signing key '{path}' {(file.Exists ? "is too large to be a key" : "does not exist")}.") { ExitCode = 2 };

        return SigningKey.FromPem(new Secret(await File.ReadAllTextAsync(path, cancellationToken)), passphrase);
    }

    /// <summary>Writes a new file that its owner alone can read (0600). Encrypted if a passphrase is given.</summary>
    /// <exception cref="PipelineException">PIPE3503: there is a file already.</exception>
    public static async Task WriteAsync(SigningKey key, string path, Secret? passphrase, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var pem = passphrase is null ? key.ToPem() : key.ToEncryptedPem(passphrase);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        try
        {
            await using var file = new FileStream(path, options);
            await file.WriteAsync(Encoding.ASCII.GetBytes(pem.Reveal()), cancellationToken);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new PipelineException(SigningErrors.KeyFileInTheWay, $"'{path}' exists, so no key is written there. Name another file.", error) { ExitCode = 2 };
        }
    }
}
