using Nuke.Common;

namespace Pipeline.Components.Compiling;

/// <summary>A build whose run has one C# compiler: the quick tests, the service and the migrations are compiled by it.</summary>
public interface IHazRunCompiler : INukeBuild
{
    /// <summary>The compiler. The build makes it, and ends it with the run (<c>OnBuildFinished</c>).</summary>
    RunCompiler Compiler { get; }
}
