namespace Nuke.Common;

/// <summary>What a target says about itself.</summary>
public interface ITargetDefinition;
