namespace Nuke.Common;

/// <summary>The parameter's value is masked in all output, and may stand encrypted in a parameter file.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public class SecretAttribute : Attribute;
