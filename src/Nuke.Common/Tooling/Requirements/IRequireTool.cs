namespace Nuke.Common.Tooling;

/// <summary>A tasks class that needs a tool.</summary>
public interface IRequireTool;

/// <summary>A tasks class whose tool comes in versions.</summary>
public interface IRequireToolWithVersion : IRequireTool;

/// <summary>A tasks class whose tool is a program on <c>PATH</c>.</summary>
public interface IRequirePathTool : IRequireTool;

/// <summary>A tasks class whose tool is in a NuGet package.</summary>
public interface IRequireNuGetPackage : IRequireToolWithVersion;

/// <summary>A tasks class whose tool is in an npm package.</summary>
public interface IRequireNpmPackage : IRequireToolWithVersion;

/// <summary>A tasks class whose tool is in a Debian package.</summary>
public interface IRequireAptGetPackage : IRequireToolWithVersion;
