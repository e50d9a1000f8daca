using System.Runtime.InteropServices;

namespace Pipeline.Containers.Engines;

/// <summary>The user who runs this process, by number, as engines take it.</summary>
internal static class CallingUser
{
    /// <summary><c>1001:121</c>; null on Windows.</summary>
    public static string? Find() => OperatingSystem.IsWindows() ? null : $"{EffectiveUser()}:{EffectiveGroup()}";

    // Not LibraryImport: coverlet leaves out assemblies with what it generates.
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint EffectiveUser();

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "getegid")]
    private static extern uint EffectiveGroup();
}
