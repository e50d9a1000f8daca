namespace Nuke.Common.Execution;

/// <summary>Removes variables that Visual Studio and the .NET host set for their children and that lead MSBuild astray.</summary>
public class UnsetVisualStudioEnvironmentVariablesAttribute : BuildExtensionAttributeBase, IOnBuildCreated
{
    private static readonly string[] Prefixes = ["MSBUILD", "VisualStudio", "VSAPPIDDIR", "VSLANG", "VSSKUEDITION"];

    /// <inheritdoc />
    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets)
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (Array.Exists(Prefixes, x => name.StartsWith(x, StringComparison.OrdinalIgnoreCase)))
                Environment.SetEnvironmentVariable(name, null);
        }
    }
}
