using Nuke.Common;
using Nuke.Common.Tooling;

namespace Pipeline.Components.Compiling;

/// <summary>How targets come to the run's compiler.</summary>
internal static class RunCompilerExtensions
{
    /// <summary>Has a call of <c>dotnet</c> compile with the run's compiler, where the build has one.</summary>
    public static T CompiledBy<T>(this T settings, INukeBuild build)
        where T : ToolOptions => build is IHazRunCompiler { Compiler: var compiler } ? compiler.Use(settings) : settings;
}
