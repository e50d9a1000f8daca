using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of containers.</summary>
internal static class ContainerDefaults
{
    /// <summary>A container of any sort.</summary>
    public static void Container(JsonObject container)
    {
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("imagePullPolicy", IsLatest(container.Text("image") ?? "") ? "Always" : "IfNotPresent");
        foreach (var port in container.Objects("ports"))
            port.Default("protocol", "TCP");
        foreach (var variable in container.Objects("env"))
            variable.Fields("valueFrom").Fields("fieldRef")?.Default("apiVersion", "v1");
        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container.Fields(name) is { } probe)
                Probe(probe);
        }
        foreach (var name in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (container.Fields("lifecycle").Fields(name).Fields("httpGet") is { } request)
                HttpGet(request);
        }
    }

    private static void Probe(JsonObject probe)
    {
        if (probe.Fields("httpGet") is { } request)
            HttpGet(request);
        probe.Fields("grpc")?.Default("service", "");
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
    }

    private static void HttpGet(JsonObject request)
    {
        request.Default("path", "/");
        request.Default("scheme", "HTTP");
    }

    /// <summary>Whether an image's tag is <c>latest</c>, said or not; a digest is never.</summary>
    private static bool IsLatest(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
            return false;
        var name = image[(image.LastIndexOf('/') + 1)..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || name[(colon + 1)..] == "latest";
    }
}
