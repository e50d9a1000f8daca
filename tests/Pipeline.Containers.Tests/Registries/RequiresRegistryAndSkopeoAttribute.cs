namespace Pipeline.Containers.Tests.Registries;

/// <summary>As <see cref="RequiresRegistryAttribute"/>, with skopeo to look.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRegistryAndSkopeoAttribute : FactAttribute
{
    public RequiresRegistryAndSkopeoAttribute() => Skip = RequiresRegistryAttribute.IsThere && (Environment.GetEnvironmentVariable("CI") == "true" || RequiresRegistryAttribute.IsOnPath("skopeo"))
        ? null!
        : "Needs docker-registry and skopeo. Install them with: apt-get install -y docker-registry skopeo";
}
