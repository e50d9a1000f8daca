using System.Globalization;

namespace Pipeline.Containers.Building;

/// <summary>The names of annotations (and labels) that an image carries.</summary>
public static class ImageAnnotations
{
    /// <summary><c>none</c> on an application layer alone, also on what is built on one; not there on an image with a base.</summary>
    public const string Base = "dev.pipeline.base";

    /// <summary>The value of <see cref="Base"/> on an application layer alone.</summary>
    public const string NoBase = "none";

    /// <summary>The base image's manifest (OCI image-spec, annotations.md).</summary>
    internal const string BaseDigest = "org.opencontainers.image.base.digest";

    /// <summary>The OCI ones of the request, with those of its own; sorted by name (OCI image-spec, annotations.md).</summary>
    /// <param name="request">What is built.</param>
    /// <param name="baseDigest">The base image's manifest; null when not known.</param>
    /// <param name="hasBase">False for an application layer alone.</param>
    internal static SortedDictionary<string, string> Of(ImageRequest request, Digest? baseDigest, bool hasBase)
    {
        var annotations = new SortedDictionary<string, string>(request.Labels.ToDictionary(), StringComparer.Ordinal)
        {
            ["org.opencontainers.image.created"] = Time(request.Created),
            ["org.opencontainers.image.title"] = request.Title ?? request.Name[(request.Name.LastIndexOf('/') + 1)..],
            ["org.opencontainers.image.version"] = request.Version,
        };
        Add("org.opencontainers.image.revision", request.Revision);
        Add("org.opencontainers.image.source", request.Source);
        Add("org.opencontainers.image.base.name", request.BaseImage?.Reference);
        Add(BaseDigest, baseDigest?.ToString());
        Add(Base, hasBase ? null : NoBase);
        return annotations;

        void Add(string name, string? value)
        {
            if (value is not null)
                annotations[name] = value;
        }
    }

    /// <summary>RFC 3339, whole seconds, UTC.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
