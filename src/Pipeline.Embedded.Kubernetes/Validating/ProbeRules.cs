using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of probes and lifecycle hooks.</summary>
internal static class ProbeRules
{
    private static readonly string[] _handlers = ["exec", "httpGet", "tcpSocket", "grpc"];

    /// <summary>A container's probes and hooks.</summary>
    public static void Check(FieldErrors errors, JsonObject container, string path)
    {
        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container.Fields(name) is not { } probe)
                continue;
            var place = $"{path}.{name}";
            Handler(errors, probe, place);
            foreach (var number in (ReadOnlySpan<string>)["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"])
                errors.NotNegative(probe, place, number);
            if (probe.Whole("terminationGracePeriodSeconds") is { } grace)
            {
                if (name == "readinessProbe")
                    errors.Invalid($"{place}.terminationGracePeriodSeconds", grace, "must not be set for readinessProbes");
                else if (grace <= 0)
                    errors.Invalid($"{place}.terminationGracePeriodSeconds", grace, "must be greater than 0");
            }
            if (name != "readinessProbe" && probe.Whole("successThreshold") is { } threshold && threshold != 1)
                errors.Invalid($"{place}.successThreshold", threshold, "must be 1");
        }
        foreach (var hook in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (container.Fields("lifecycle").Fields(hook) is { } handler)
                Handler(errors, handler, $"{path}.lifecycle.{hook}");
        }
    }

    private static void Handler(FieldErrors errors, JsonObject handler, string path)
    {
        var count = 0;
        foreach (var name in (string[])[.. _handlers, "sleep"])
        {
            if (handler.Fields(name) is not { } action)
                continue;
            var place = $"{path}.{name}";
            if (count++ > 0)
                errors.Forbidden(place, "may not specify more than 1 handler type");
            else
                Action(errors, name, action, place);
        }
        if (count == 0)
            errors.Required(path, "must specify a handler type");
    }

    private static void Action(FieldErrors errors, string name, JsonObject action, string path)
    {
        switch (name)
        {
            case "exec":
                if (!action.Items("command").Any())
                    errors.Required($"{path}.command");
                break;
            case "httpGet":
                if (action.Text("path") is not { Length: > 0 })
                    errors.Required($"{path}.path");
                PortOrName(errors, action["port"], $"{path}.port");
                errors.RequiredOneOf(action, path, "scheme", "HTTP", "HTTPS");
                foreach (var (header, index) in action.Objects("httpHeaders").Select((header, index) => (header, index)))
                    errors.Check($"{path}.httpHeaders", header.Text("name") ?? "", NameRules.Header(header.Text("name") ?? ""));
                break;
            case "tcpSocket":
                PortOrName(errors, action["port"], $"{path}.port");
                break;
            case "grpc":
                errors.Port($"{path}.port", action.Whole("port") ?? 0);
                break;
        }
    }

    /// <summary>A port by its number or its name.</summary>
    internal static void PortOrName(FieldErrors errors, JsonNode? port, string path)
    {
        if (port is not null && port.GetValueKind() == JsonValueKind.String)
            errors.Check(path, port.GetValue<string>(), NameRules.Port(port.GetValue<string>()));
        else
            errors.Port(path, port.AsWhole() ?? 0);
    }
}
