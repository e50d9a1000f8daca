using System.Security.Cryptography;

namespace Pipeline.Components.Rehearsal;

/// <summary>A random key that a rehearsal keeps, so that its pods sign with the same one from run to run.</summary>
internal static class KeptKey
{
    private const int Bytes = 32;

    /// <summary>The key in the file, in base64; made where there is none.</summary>
    public static async Task<string> OfAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();

        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using (var stream = new FileStream(file, Options()))
        await using (var writer = new StreamWriter(stream))
            await writer.WriteAsync(key.AsMemory(), cancellationToken);
        return key;
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
