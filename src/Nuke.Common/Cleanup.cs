namespace Nuke.Common;

/// <summary>A target that cleans something up, as NUKE declares it.</summary>
public delegate ITargetDefinition Cleanup(ITargetDefinition definition);
