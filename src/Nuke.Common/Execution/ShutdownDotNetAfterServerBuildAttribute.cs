namespace Nuke.Common.Execution;

/// <summary>Ends the compiler's and MSBuild's background processes after a build on a build server, so that nothing keeps files open.</summary>
public class ShutdownDotNetAfterServerBuildAttribute : BuildExtensionAttributeBase, IOnBuildFinished
{
    /// <summary>Also on a person's machine. Default false.</summary>
    public bool EnableOnLocalBuild { get; set; }

    /// <inheritdoc />
    public void OnBuildFinished()
    {
        if (!Build.IsServerBuild && !EnableOnLocalBuild)
            return;
        using var shutdown = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", ["build-server", "shutdown"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        shutdown?.StandardOutput.ReadToEnd();
        shutdown?.WaitForExit();
    }
}
