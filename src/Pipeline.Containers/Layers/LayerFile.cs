using Pipeline.Containers.Tar;

namespace Pipeline.Containers.Layers;

/// <summary>One entry of a layer, and the file on disk that fills it.</summary>
internal sealed record LayerFile(TarEntry Entry, string? SourcePath);
