using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Tests;

/// <summary>Objects as tests write them.</summary>
internal static class Objects
{
    public static JsonObject Parse(string yaml) => Assert.Single(ManifestReader.Read(yaml, "test.yaml")).Body;

    public static RenderedManifests Set(string yaml) => new(ManifestReader.Read(yaml, "test.yaml"));
}
