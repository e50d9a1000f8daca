namespace Pipeline.Containers.Bills;

/// <summary>An application with what it is built of.</summary>
/// <param name="Name">The application's project.</param>
/// <param name="Version">Its version.</param>
/// <param name="Direct">What it names itself: keys of <paramref name="Nodes"/>.</param>
/// <param name="Nodes">Packages and projects by key, <c>Name/Version</c>.</param>
internal sealed record PackageGraph(string Name, string Version, IReadOnlyList<string> Direct, IReadOnlyDictionary<string, PackageNode> Nodes);
