namespace Pipeline.Containers.Tests.Engines;

/// <summary>As <see cref="RequiresDockerdAttribute"/>, with a base image of .NET that this machine can make.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresDotNetBaseAttribute : FactAttribute
{
    public RequiresDotNetBaseAttribute() => Skip = Skipped!;

    internal static string? Skipped { get; } = RequiresDockerdAttribute.Skipped
        ?? (Environment.GetEnvironmentVariable("CI") != "true" && RequiresDockerdAttribute.Find("debootstrap") is null
            ? "Needs debootstrap, which makes a base image. Install it with: apt-get install -y debootstrap"
            : null);
}
