using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of Ingresses.</summary>
internal static class IngressRules
{
    /// <summary>An Ingress.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        if (!spec.Items("rules").Any() && spec.Fields("defaultBackend") is null)
            errors.InvalidAbsentList("spec", "either `defaultBackend` or `rules` must be specified");
        if (spec.Fields("defaultBackend") is { } backend)
            Backend(errors, backend, "spec.defaultBackend");
        foreach (var (rule, index) in spec.Objects("rules").Select((rule, index) => (rule, index)))
            Rule(errors, rule, $"spec.rules[{index}]");
        foreach (var (tls, index) in spec.Objects("tls").Select((tls, index) => (tls, index)))
        {
            foreach (var (host, at) in tls.Items("hosts").Select((host, at) => (host.AsText() ?? "", at)))
                errors.Check($"spec.tls[{index}].hosts[{at}]", host, HostMistakes(host));
            if (tls.Text("secretName") is { Length: > 0 } secret)
                errors.Check($"spec.tls[{index}].secretName", secret, NameRules.Subdomain(secret));
        }
        if (spec.Text("ingressClassName") is { } name)
            errors.Check("spec.ingressClassName", name, NameRules.Subdomain(name));
    }

    private static void Rule(FieldErrors errors, JsonObject rule, string path)
    {
        if (rule.Text("host") is { Length: > 0 } host)
        {
            if (IPAddress.TryParse(host, out _))
                errors.Invalid($"{path}.host", host, "must be a DNS name, not an IP address");
            errors.Check($"{path}.host", host, HostMistakes(host));
        }
        if (rule.Fields("http") is not { } http)
            return;
        if (!http.Items("paths").Any())
            errors.Required($"{path}.http.paths");
        foreach (var (entry, index) in http.Objects("paths").Select((entry, index) => (entry, index)))
            Entry(errors, entry, $"{path}.http.paths[{index}]");
    }

    private static void Entry(FieldErrors errors, JsonObject entry, string path)
    {
        var location = entry.Text("path") ?? "";
        switch (entry.Text("pathType"))
        {
            case null or "":
                errors.Required($"{path}.pathType", "pathType must be specified");
                break;
            case "Exact" or "Prefix":
                if (!location.StartsWith('/'))
                    errors.Invalid($"{path}.path", location, "must be an absolute path");
                foreach (var part in (ReadOnlySpan<string>)["//", "/./", "/../", "%2f", "%2F"])
                {
                    if (location.Contains(part, StringComparison.Ordinal))
                        errors.Invalid($"{path}.path", location, $"must not contain '{part}'");
                }
                foreach (var end in (ReadOnlySpan<string>)["/..", "/."])
                {
                    if (location.EndsWith(end, StringComparison.Ordinal))
                        errors.Invalid($"{path}.path", location, $"cannot end with '{end}'");
                }
                break;
            case "ImplementationSpecific":
                if (location.Length > 0 && location[0] != '/')
                    errors.Invalid($"{path}.path", location, "must be an absolute path");
                break;
            case var other:
                errors.NotSupported($"{path}.pathType", other, "Exact", "ImplementationSpecific", "Prefix");
                break;
        }
        Backend(errors, entry.Fields("backend"), $"{path}.backend");
    }

    private static void Backend(FieldErrors errors, JsonObject? backend, string path)
    {
        var service = backend.Fields("service");
        if (backend.Fields("resource") is not null)
        {
            if (service is not null)
                errors.Invalid(path, "", "cannot set both resource and service backends");
            return;
        }
        if (service is null)
        {
            errors.Invalid(path, "", "resource or service backend is required");
            return;
        }
        if (service.Text("name") is not { Length: > 0 } name)
            errors.Required($"{path}.service.name");
        else
            errors.Check($"{path}.service.name", name, NameRules.Service(name));
        var port = service.Fields("port");
        var (hasName, number) = (port.Text("name") is { Length: > 0 }, port.Whole("number") ?? 0);
        if (hasName && number != 0)
            errors.Invalid(path, "", "cannot set both port name & port number");
        else if (!hasName && number == 0)
            errors.Required(path, "port name or number is required");
        else if (hasName)
            errors.Check($"{path}.service.port.name", port.Text("name")!, NameRules.Port(port.Text("name")!));
        else
            errors.Port($"{path}.service.port.number", number);
    }

    private static IEnumerable<string> HostMistakes(string host) => host.Contains('*', StringComparison.Ordinal) ? NameRules.Wildcard(host) : NameRules.Subdomain(host);
}
