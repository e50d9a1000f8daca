namespace Nuke.Common;

/// <summary>A target that sets something up, as NUKE declares it.</summary>
public delegate ITargetDefinition Setup(ITargetDefinition definition);
