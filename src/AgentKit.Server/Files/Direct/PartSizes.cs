using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Direct;

/// <summary>Decides how large the parts of an upload are.</summary>
internal static class PartSizes
{
    private const long Mebibyte = 1024 * 1024, Ordinary = 16 * Mebibyte;

    /// <summary>16 MiB, or what makes no more than 10,000 parts, in whole MiB.</summary>
    public static long For(long sizeBytes)
    {
        var least = (sizeBytes + MultipartLimits.MaxParts - 1) / MultipartLimits.MaxParts;
        return Math.Max(Ordinary, (least + Mebibyte - 1) / Mebibyte * Mebibyte);
    }
}
