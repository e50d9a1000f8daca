using Pipeline.Containers.Tests.Engines;
using Pipeline.Containers.Tests.Registries;

namespace Pipeline.Containers.Tests.Scanning.Running;

/// <summary>A test with a real Trivy in a container of a real engine. Skipped where one of them is missing; in CI it runs and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresTrivyInContainerAttribute : FactAttribute
{
    public RequiresTrivyInContainerAttribute() => Skip = Skipped!;

    internal static string? Skipped { get; } = new RequiresTrivyAttribute().Skip ?? RequiresDockerdAttribute.Skipped ?? new RequiresRegistryAttribute().Skip;
}
