using System.Text.Json;

namespace Pipeline.Components.Deploying;

/// <summary>Where the Services of the rehearsal's cluster are reachable on this machine.</summary>
internal static class RehearsalServices
{
    /// <summary>Each port of a namespace's Services, as <c>web:http</c>, and its address.</summary>
    public static async Task<IReadOnlyList<(string Service, string Address)>> ReadAsync(string file, string namespaceName, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return [];
        var services = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(await File.ReadAllTextAsync(file, cancellationToken)) ?? [];
        var prefix = namespaceName + "/";
        return
        [
            .. from service in services
               where service.Key.StartsWith(prefix, StringComparison.Ordinal)
               from port in service.Value
               select ($"{service.Key[prefix.Length..]}:{port.Key}", port.Value),
        ];
    }
}
