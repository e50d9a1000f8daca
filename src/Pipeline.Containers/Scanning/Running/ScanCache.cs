using System.Globalization;
using System.Text;
using Pipeline.Containers.Scanning.Databases;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>Keeps reports, by all that they depend on. The verdict isn't kept: waivers run out, rules change.</summary>
internal sealed class ScanCache(string directory)
{
    // One file: the report's digest in hexadecimal, a new line, the report. So a half-written or changed one is told.
    private const int HeaderLength = 65;

    public static string Key(ScanRequest request, ITrivy trivy, VulnerabilityDatabase? database) => Digest.Of(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"2|{request.Digest}|{(database is null ? "none" : database.UpdatedAt.ToString("O", CultureInfo.InvariantCulture))}|{database?.SizeBytes}|{trivy.Identity}|{request.FindSecrets}|{request.FindMisconfigurations}|{request.FindLicenses}"))).Hex;

    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(PathOf(key), cancellationToken);
            return content.Length > HeaderLength && Encoding.ASCII.GetString(content, 0, HeaderLength - 1) == Digest.Of(content.AsSpan(HeaderLength)).Hex ? content[HeaderLength..] : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public async Task WriteAsync(string key, byte[] report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllBytesAsync(temporary, [.. Encoding.ASCII.GetBytes(Digest.Of(report).Hex + "\n"), .. report], cancellationToken);
            File.Move(temporary, PathOf(key), overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string PathOf(string key) => Path.Combine(directory, key + ".scan");
}
