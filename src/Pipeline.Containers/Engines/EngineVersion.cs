using Pipeline.Containers.Building;

namespace Pipeline.Containers.Engines;

/// <summary>What an engine says of itself.</summary>
/// <param name="Version">As in <c>20.10.24</c>.</param>
/// <param name="ApiVersion">As in <c>1.41</c>.</param>
/// <param name="Platform">What it builds for when nothing is said.</param>
public sealed record EngineVersion(string Version, string ApiVersion, ImagePlatform Platform);
