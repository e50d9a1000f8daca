namespace Nuke.Common;

/// <summary>A target of a build: <c>Target Compile => _ => _.Executes(() => { });</c></summary>
public delegate ITargetDefinition Target(ITargetDefinition definition);
