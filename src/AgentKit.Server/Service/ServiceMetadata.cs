using System.Reflection;

namespace AgentKit.Server.Service;

/// <summary>What runs here, as <c>GET /v1/service</c> answers it.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Version">The version that was built.</param>
/// <param name="Commit">The commit that the image was built from; <c>unknown</c> outside of an image.</param>
/// <param name="Started">When this process started, UTC.</param>
internal sealed record ServiceMetadata(string Name, string Version, string Commit, DateTimeOffset Started)
{
    public const string ServiceName = "agentkit-server";

    public static ServiceMetadata Of(string commit, DateTimeOffset started) => new(
        ServiceName,
        typeof(ServiceMetadata).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0",
        commit,
        started);
}
