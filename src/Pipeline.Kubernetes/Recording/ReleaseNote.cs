using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Recording;

/// <summary>A small document that is kept beside an application's release records, in the cluster that it is about: how far a promotion is.</summary>
/// <param name="Name">Its name: lower-case letters, digits and dashes.</param>
/// <param name="Content">The document.</param>
/// <param name="Version">The version that was read, so that a change by somebody else is noticed; null for one that must not exist yet.</param>
public sealed record ReleaseNote(string Name, JsonObject Content, string? Version);
