using System.Buffers.Text;
using System.Security.Cryptography;
using Pipeline.Secrets;

namespace AgentKit.Server.Files.Downloads;

/// <summary>Reads the keys that signed URLs are made with.</summary>
internal static class CdnKeys
{
    public static bool IsKey(CdnKind kind, Secret key)
    {
        try
        {
            if (kind == CdnKind.GoogleCloud)
                return GoogleCloud(key).Length == 16;
            using var rsa = CloudFront(key);
            return rsa.KeySize >= 1024;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>An environment variable may hold a PEM's line breaks as <c>\n</c>.</summary>
    public static RSA CloudFront(Secret key)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(key.Reveal().Replace("\\n", "\n", StringComparison.Ordinal));
        return rsa;
    }

    public static byte[] GoogleCloud(Secret key) => Base64Url.DecodeFromChars(key.Reveal().Trim());
}
