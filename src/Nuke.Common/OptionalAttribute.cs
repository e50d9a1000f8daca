namespace Nuke.Common;

/// <summary>The member may stay without a value; no warning is written.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public class OptionalAttribute : Attribute;
