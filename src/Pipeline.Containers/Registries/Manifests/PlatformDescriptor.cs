using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Registries.Manifests;

/// <summary>An index's entry: a manifest, and what it runs on.</summary>
internal sealed record PlatformDescriptor(Descriptor Descriptor, ImagePlatform? Platform);
