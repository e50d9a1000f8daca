namespace Nuke.Common;

/// <summary>Prefixes the names of all parameters that an interface component declares.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public class ParameterPrefixAttribute : Attribute
{
    /// <summary>Uses <paramref name="prefix"/>; a trailing <c>Prefix</c> is dropped, so that <c>nameof(FooPrefix)</c> works.</summary>
    public ParameterPrefixAttribute(string prefix)
    {
        Prefix = prefix.EndsWith("Prefix", StringComparison.Ordinal) && prefix.Length > "Prefix".Length ? prefix[..^"Prefix".Length] : prefix;
    }

    /// <summary>The prefix.</summary>
    public string Prefix { get; }
}
