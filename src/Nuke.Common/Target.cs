namespace Nuke.Common;

/// <summary>A target of a build: <c>Target Compile => _ => _.DependsOn(Restore).Executes(() => { });</c></summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
