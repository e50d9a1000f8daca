namespace Pipeline.Containers.Building;

/// <summary>What the image runs on, in Go's words, as OCI has it.</summary>
/// <param name="OperatingSystem"><c>linux</c>.</param>
/// <param name="Architecture"><c>amd64</c>, <c>arm64</c>, …</param>
public sealed record ImagePlatform(string OperatingSystem, string Architecture)
{
    /// <summary>linux/amd64, the default.</summary>
    public static ImagePlatform LinuxAmd64 { get; } = new("linux", "amd64");

    /// <summary>linux/arm64.</summary>
    public static ImagePlatform LinuxArm64 { get; } = new("linux", "arm64");

    /// <summary><c>linux/amd64</c>.</summary>
    public override string ToString() => $"{OperatingSystem}/{Architecture}";
}
