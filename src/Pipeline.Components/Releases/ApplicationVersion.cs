using System.Diagnostics;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Pipeline.Components.Services;

namespace Pipeline.Components.Releases;

/// <summary>The version of the service, by which migrations say what runs with them.</summary>
internal static class ApplicationVersion
{
    /// <summary>As the compiler wrote it into the service; in a job that got the image from another one, as the project has it. Null where neither tells.</summary>
    public static async Task<string?> FindAsync(IPublishService build, CancellationToken cancellationToken)
    {
        var assembly = build.PublishDirectory / $"{build.ServiceProject.NameWithoutExtension}.dll";
        if (assembly.FileExists())
            return FileVersionInfo.GetVersionInfo(assembly!).ProductVersion;
        using var msbuild = Process.Start(new ProcessStartInfo(ToolPathResolver.GetPathExecutable("dotnet"), ["msbuild", build.ServiceProject!, "-getProperty:Version"]) { RedirectStandardOutput = true })!;
        var text = (await msbuild.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        await msbuild.WaitForExitAsync(cancellationToken);
        return msbuild.ExitCode == 0 && text.Length > 0 ? text : null;
    }
}
