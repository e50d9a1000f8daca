using System.Globalization;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Services;

namespace Pipeline.Embedded.Kubernetes.Running.Variables;

/// <summary>
/// Makes ASP.NET Core listen on the pod's own address: all pods share one network, so two that listen on every address of port 8080 would collide.
/// What ASP.NET Core itself reads is set, and only that: <c>ASPNETCORE_URLS</c>, with the hosts that mean "every address" replaced, or made of <c>ASPNETCORE_HTTP_PORTS</c>
/// or of the container's declared ports. A service that chooses its address in code needs it from the pod: a variable with <c>fieldRef: status.podIP</c>.
/// </summary>
internal static class ListenAddresses
{
    private const string Urls = "ASPNETCORE_URLS";
    private static readonly string[] EveryAddress = ["*", "+", "0.0.0.0", "[::]"];

    /// <summary>The value for <c>ASPNETCORE_URLS</c>; null where it stays as it is.</summary>
    public static string? Of(V1Pod pod, V1Container container, IReadOnlyDictionary<string, string> environment, string podIP)
    {
        if (environment.Keys.Any(x => x.StartsWith("Kestrel__", StringComparison.OrdinalIgnoreCase)))
            return null;
        if ((environment.GetValueOrDefault(Urls) ?? environment.GetValueOrDefault("DOTNET_URLS")) is { Length: > 0 } urls)
            return string.Join(';', urls.Split(';').Select(x => Own(pod, x.Trim(), podIP)));

        var ports = Ports(environment, "HTTP_PORTS");
        if (ports.Count == 0)
            ports = [.. (container.Ports ?? []).Where(x => x.Protocol is null or "TCP").Select(x => x.ContainerPort)];
        return ports.Count == 0 ? null : string.Join(';', ports.Select(x => $"http://{podIP}:{PodPorts.Mapped(pod, x)}"));
    }

    private static string Own(V1Pod pod, string url, string podIP)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var colon = url.LastIndexOf(':');
        if (start < 3 || colon < start || !EveryAddress.Contains(url[start..colon]))
            return url;

        var rest = url[(colon + 1)..];
        var digits = rest.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? $"{url[..start]}{podIP}:{PodPorts.Mapped(pod, port)}{rest[digits..]}" : url;
    }

    private static List<int> Ports(IReadOnlyDictionary<string, string> environment, string name) =>
        [.. ((environment.GetValueOrDefault($"ASPNETCORE_{name}") ?? environment.GetValueOrDefault($"DOTNET_{name}")) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(x => int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0).Where(x => x > 0)];
}
