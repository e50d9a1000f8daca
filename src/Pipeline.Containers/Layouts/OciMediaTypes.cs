namespace Pipeline.Containers.Layouts;

/// <summary>Media types of the OCI image specification 1.1, and what Docker called them before.</summary>
internal static class OciMediaTypes
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string GzipLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

    public static bool IsIndex(string? mediaType) => mediaType is Index or "application/vnd.docker.distribution.manifest.list.v2+json";

    public static bool IsManifest(string? mediaType) => mediaType is Manifest or "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>The same bytes under OCI's name, so that one manifest has one family of types.</summary>
    public static string Layer(string mediaType) => mediaType switch
    {
        "application/vnd.docker.image.rootfs.diff.tar.gzip" => GzipLayer,
        "application/vnd.docker.image.rootfs.diff.tar" => "application/vnd.oci.image.layer.v1.tar",
        _ => mediaType,
    };
}
