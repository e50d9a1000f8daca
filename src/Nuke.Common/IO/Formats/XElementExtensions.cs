using System.Xml.Linq;

namespace Nuke.Common.Utilities;

/// <summary>For XML elements.</summary>
public static class XElementExtensions
{
    /// <summary>An attribute's value.</summary>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public static string GetAttributeValue(this XElement element, string name)
        => element.Attribute(name).NotNull($"Element '{element.Name}' has no attribute '{name}'").Value;
}
