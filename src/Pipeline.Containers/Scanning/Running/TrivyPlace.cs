namespace Pipeline.Containers.Scanning.Running;

/// <summary>The folders that a run of Trivy works with, as it sees them.</summary>
/// <param name="Layout">The OCI layout.</param>
/// <param name="Cache">Its cache.</param>
/// <param name="Work">An empty folder that goes afterwards: home, current folder, and the report.</param>
internal sealed record TrivyPlace(string Layout, string Cache, string Work);
