using Pipeline.Errors;

namespace Pipeline.Containers.Bills;

/// <summary>Errors of bills of materials.</summary>
[ErrorCodes]
public static class BillErrors
{
    /// <summary>PIPE3401.</summary>
    public static readonly ErrorCode UnreadableLayer = new(
        "PIPE3401",
        "A layer of the image can't be read",
        "It is packed in a way that isn't read here (zstd), or is no tar archive.",
        "Use a base image with gzip layers; a registry's image can be repacked with: skopeo copy --dest-compress-format gzip …");

    /// <summary>PIPE3402.</summary>
    public static readonly ErrorCode UnreadablePackages = new(
        "PIPE3402",
        "The application's packages can't be told",
        "project.assets.json or *.deps.json is missing, damaged, or has several frameworks of which none was named.",
        "Restore the project, and name its framework where it has several.");
}
