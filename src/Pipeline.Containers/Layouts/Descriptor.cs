namespace Pipeline.Containers.Layouts;

/// <summary>A reference to a blob (OCI image-spec, descriptor.md).</summary>
internal sealed record Descriptor(string MediaType, Digest Digest, long Size);
